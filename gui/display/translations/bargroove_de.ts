<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Core</name>
    <message>
        <source>%1 % slower</source>
        <translation>%1 % langsamer</translation>
    </message>
    <message>
        <source>%1 m/s, under the floor</source>
        <translation>%1 m/s, unter dem Mindesttempo</translation>
    </message>
    <message>
        <source>%1 rep left before technique goes</source>
        <translation>noch %1 Wdh., dann geht die Technik</translation>
    </message>
    <message>
        <source>%1 reps left before technique goes</source>
        <translation>noch %1 Wdh., dann geht die Technik</translation>
    </message>
    <message>
        <source>%1–%2 reps left before technique goes</source>
        <translation>noch %1–%2 Wdh., dann geht die Technik</translation>
    </message>
    <message>
        <source>the bar stood for %1 s</source>
        <translation>die Hantel stand %1 s</translation>
    </message>
    <message>
        <source>a second start on the way up</source>
        <translation>zweiter Anlauf auf dem Weg nach oben</translation>
    </message>
    <message>
        <source>the bar tilted by %1° at once</source>
        <translation>die Hantel kippte plötzlich um %1°</translation>
    </message>
    <message>
        <source>%1 cm short of the usual range</source>
        <translation>%1 cm weniger Weg als sonst</translation>
    </message>
    <message>
        <source>bar forward %1 cm</source>
        <translation>Hantel %1 cm zu weit vorn</translation>
    </message>
    <message>
        <source>bar back %1 cm</source>
        <translation>Hantel %1 cm zu weit hinten</translation>
    </message>
    <message>
        <source>top forward %1 cm</source>
        <translation>oben %1 cm zu weit vorn</translation>
    </message>
    <message>
        <source>top back %1 cm</source>
        <translation>oben %1 cm zu weit hinten</translation>
    </message>
    <message>
        <source>right side late %1 °</source>
        <translation>rechte Seite %1° zu spät</translation>
    </message>
    <message>
        <source>left side late %1 °</source>
        <translation>linke Seite %1° zu spät</translation>
    </message>
    <message>
        <source>left side back %1 °</source>
        <translation>linke Seite %1° zu weit hinten</translation>
    </message>
    <message>
        <source>right side back %1 °</source>
        <translation>rechte Seite %1° zu weit hinten</translation>
    </message>
    <message>
        <source>deeper sticking point %1 %</source>
        <translation>toter Punkt um %1 % stärker</translation>
    </message>
    <message>
        <source>slow start %1 %</source>
        <translation>Start um %1 % zu langsam</translation>
    </message>
    <message>
        <source>early peak %1 %</source>
        <translation>Spitze um %1 % zu früh</translation>
    </message>
    <message>
        <source>range cut %1 cm</source>
        <translation>%1 cm zu wenig Weg</translation>
    </message>
    <message>
        <source>lowered faster %1 %</source>
        <translation>%1 % schneller abgelassen</translation>
    </message>
    <message>
        <source>A bar cannot show knees, back, hips, heels or elbows: mark a rep where one of these broke.</source>
        <translation>Knie, Rücken, Hüfte, Fersen und Ellbogen zeigt die Hantel nicht: Markiere die Wdh., in der davon etwas nachgab.</translation>
    </message>
    <message>
        <source>path not trusted</source>
        <translation>Hantelbahn nicht verlässlich</translation>
    </message>
    <message>
        <source>gravity reads %1 g</source>
        <translation>die Schwerkraft misst %1 g</translation>
    </message>
    <message>
        <source>samples missing</source>
        <translation>Messwerte fehlen</translation>
    </message>
    <message>
        <source>sensor clipped</source>
        <translation>Sensor am Anschlag</translation>
    </message>
    <message>
        <source>a sensor axis stuck</source>
        <translation>eine Achse des Sensors hängt</translation>
    </message>
    <message>
        <source>bar not level</source>
        <translation>Hantel nicht waagerecht</translation>
    </message>
    <message>
        <source>sensor turned round</source>
        <translation>Sensor hat sich gedreht</translation>
    </message>
    <message>
        <source>discarded</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>waiting for the sensor</source>
        <translation>warte auf den Sensor</translation>
    </message>
    <message>
        <source>starting the sensor</source>
        <translation>Sensor startet</translation>
    </message>
    <message>
        <source>streaming</source>
        <translation>Sensor sendet</translation>
    </message>
    <message>
        <source>over</source>
        <translation>vorbei</translation>
    </message>
    <message>
        <source>link lost, trying again</source>
        <translation>Verbindung weg, neuer Versuch</translation>
    </message>
    <message>
        <source>link lost</source>
        <translation>Verbindung weg</translation>
    </message>
    <message>
        <source>trying again</source>
        <translation>neuer Versuch</translation>
    </message>
    <message>
        <source>sensor fails, trying again</source>
        <translation>Sensor gestört, neuer Versuch</translation>
    </message>
    <message>
        <source>connected again</source>
        <translation>wieder verbunden</translation>
    </message>
    <message>
        <source>%1 samples lost, %2 s</source>
        <translation>%1 Messwerte verloren, %2 s</translation>
    </message>
    <message>
        <source>about %1 samples lost, %2 s</source>
        <translation>etwa %1 Messwerte verloren, %2 s</translation>
    </message>
    <message>
        <source>battery %1 %: charge the sensor soon</source>
        <translation>Akku %1 %: lade den Sensor bald</translation>
    </message>
    <message>
        <source>readings come %1 s late: bring sensor and computer nearer to each other, and close what keeps the computer busy</source>
        <translation>Messwerte kommen %1 s zu spät: Bring Sensor und Rechner näher zusammen und schließe, was den Rechner beschäftigt</translation>
    </message>
    <message>
        <source>calibration of %1-%2-%3 applied, good to %4 mg</source>
        <translation>Kalibrierung vom %3.%2.%1 gilt, genau auf %4 mg</translation>
    </message>
    <message>
        <source>the sensor restarted; what was lost is counted by the clock</source>
        <translation>der Sensor ist neu gestartet; Verlorenes ist nach der Uhr gezählt</translation>
    </message>
    <message>
        <source>the sensor sends %1 samples per second where %2 are set: the measured rate is used</source>
        <translation>der Sensor sendet %1 statt %2 Messwerte pro Sekunde: Es gilt die gemessene Rate</translation>
    </message>
    <message>
        <source>the sensor sends %1 samples per second where %2 are set, or else its link loses many of them: the measured rate is used</source>
        <translation>der Sensor sendet %1 statt %2 Messwerte pro Sekunde, oder viele gehen verloren: Es gilt die gemessene Rate</translation>
    </message>
    <message>
        <source>x of the accelerometer is stuck</source>
        <translation>x-Achse des Beschleunigungssensors hängt</translation>
    </message>
    <message>
        <source>y of the accelerometer is stuck</source>
        <translation>y-Achse des Beschleunigungssensors hängt</translation>
    </message>
    <message>
        <source>z of the accelerometer is stuck</source>
        <translation>z-Achse des Beschleunigungssensors hängt</translation>
    </message>
    <message>
        <source>x of the gyroscope is stuck</source>
        <translation>x-Achse des Kreisels hängt</translation>
    </message>
    <message>
        <source>y of the gyroscope is stuck</source>
        <translation>y-Achse des Kreisels hängt</translation>
    </message>
    <message>
        <source>z of the gyroscope is stuck</source>
        <translation>z-Achse des Kreisels hängt</translation>
    </message>
    <message>
        <source>%1 Hz is little for a bar: a turnaround is known to %2 ms and impacts are not seen, so expect larger standard errors than from a sensor of %3 Hz</source>
        <translation>%1 Hz sind wenig für eine Hantel: Umkehrpunkte sind auf %2 ms genau, Stöße unsichtbar, die Fehler größer als bei einem Sensor mit %3 Hz</translation>
    </message>
    <message>
        <source>its range cannot be asked for: ±%1 g and ±%2 °/s are assumed (not verified), readings beyond count as clipped</source>
        <translation>sein Messbereich ist nicht abfragbar: ±%1 g und ±%2 °/s sind angenommen (ungeprüft), was darüber liegt, gilt als Anschlag</translation>
    </message>
    <message>
        <source>it sends packets of %1 to %2 s, so a rep is told that much later than it ended</source>
        <translation>er sendet Pakete von %1 bis %2 s: Um so viel später erscheint eine Wdh.</translation>
    </message>
    <message>
        <source>its filter could not be widened from %1 Hz: fast peaks read too low</source>
        <translation>sein Filter blieb bei %1 Hz: Schnelle Spitzen misst er zu niedrig</translation>
    </message>
    <message>
        <source>the sensor has sent no readings for %1 s</source>
        <translation>der Sensor hat %1 s lang nichts gesendet</translation>
    </message>
    <message>
        <source>%1 s were not received from %2 s on: a rep in them is not counted</source>
        <translation>ab %2 s fehlen %1 s: Eine Wdh. darin ist nicht gezählt</translation>
    </message>
    <message>
        <source>the sensor sits %1 ± %2 m left of the bar&apos;s middle, as the motion shows: numbers are for the middle (give --offset-m to be sure)</source>
        <translation>der Sensor sitzt %1 ± %2 m links der Hantelmitte, wie die Bewegung zeigt: Die Werte gelten für die Mitte (sicher mit --offset-m)</translation>
    </message>
    <message>
        <source>the sensor sits %1 ± %2 m right of the bar&apos;s middle, as the motion shows: numbers are for the middle (give --offset-m to be sure)</source>
        <translation>der Sensor sitzt %1 ± %2 m rechts der Hantelmitte, wie die Bewegung zeigt: Die Werte gelten für die Mitte (sicher mit --offset-m)</translation>
    </message>
    <message>
        <source>switch it off and on</source>
        <translation>schalte ihn aus und ein</translation>
    </message>
    <message>
        <source>switch the sensor off and on</source>
        <translation>schalte den Sensor aus und ein</translation>
    </message>
    <message>
        <source>switch it off and on, and try again</source>
        <translation>schalte ihn aus und ein und versuch es noch einmal</translation>
    </message>
    <message>
        <source>switch it on, bring it near, and see that no phone is connected to it</source>
        <translation>schalte ihn ein, bring ihn näher, und trenne jedes Handy von ihm</translation>
    </message>
    <message>
        <source>nothing else is in reach either)</source>
        <translation>auch sonst ist nichts in Reichweite)</translation>
    </message>
    <message>
        <source>come nearer, and see that no phone and no other program is connected to it</source>
        <translation>geh näher heran und trenne jedes Handy und jedes andere Programm von ihm</translation>
    </message>
    <message>
        <source>it has gone</source>
        <translation>er ist weg</translation>
    </message>
    <message>
        <source>switch it on and bring it near</source>
        <translation>schalte ihn ein und bring ihn näher</translation>
    </message>
    <message>
        <source>plug the sensor in again</source>
        <translation>steck den Sensor wieder an</translation>
    </message>
    <message>
        <source>plug it in and see that the cable carries data</source>
        <translation>steck ihn an und nimm ein Kabel, das Daten überträgt</translation>
    </message>
    <message>
        <source>close the other program that has it open</source>
        <translation>schließe das andere Programm, das ihn benutzt</translation>
    </message>
    <message>
        <source>this computer has no Bluetooth that can be used</source>
        <translation>dieser Rechner hat kein nutzbares Bluetooth</translation>
    </message>
    <message>
        <source>the Bluetooth service does not run</source>
        <translation>der Bluetooth-Dienst läuft nicht</translation>
    </message>
    <message>
        <source>Bluetooth is switched off</source>
        <translation>Bluetooth ist aus</translation>
    </message>
    <message>
        <source>the system does not let this program use Bluetooth</source>
        <translation>das System lässt dieses Programm nicht an Bluetooth</translation>
    </message>
    <message>
        <source>plug an adapter in</source>
        <translation>steck einen Adapter an</translation>
    </message>
    <message>
        <source>&apos;bluetoothctl list&apos; shows those that are there</source>
        <translation>&apos;bluetoothctl list&apos; zeigt, welche da sind</translation>
    </message>
    <message>
        <source>plug an adapter in, or install its driver in the Device Manager</source>
        <translation>steck einen Adapter an oder installiere seinen Treiber im Geräte-Manager</translation>
    </message>
    <message>
        <source>this Mac has none</source>
        <translation>dieser Mac hat keines</translation>
    </message>
    <message>
        <source>use the sensor&apos;s USB port</source>
        <translation>nutze den USB-Anschluss des Sensors</translation>
    </message>
    <message>
        <source>start it with &apos;sudo systemctl start bluetooth&apos;</source>
        <translation>starte ihn mit &apos;sudo systemctl start bluetooth&apos;</translation>
    </message>
    <message>
        <source>it belongs to the package bluez)</source>
        <translation>er gehört zum Paket bluez)</translation>
    </message>
    <message>
        <source>restart the Mac</source>
        <translation>starte den Mac neu</translation>
    </message>
    <message>
        <source>start the &apos;Bluetooth Support Service&apos; in services.msc</source>
        <translation>starte den &apos;Bluetooth-Unterstützungsdienst&apos; in services.msc</translation>
    </message>
    <message>
        <source>switch it on with &apos;rfkill unblock bluetooth&apos; and &apos;bluetoothctl power on&apos;</source>
        <translation>schalte es ein mit &apos;rfkill unblock bluetooth&apos; und &apos;bluetoothctl power on&apos;</translation>
    </message>
    <message>
        <source>switch it on in the Control Centre</source>
        <translation>schalte es im Kontrollzentrum ein</translation>
    </message>
    <message>
        <source>switch it on under Settings, Bluetooth &amp; devices</source>
        <translation>schalte es unter Einstellungen, Bluetooth und Geräte ein</translation>
    </message>
    <message>
        <source>join the group with &apos;sudo usermod -aG bluetooth $USER&apos; and log in anew</source>
        <translation>tritt der Gruppe bei mit &apos;sudo usermod -aG bluetooth $USER&apos; und melde dich neu an</translation>
    </message>
    <message>
        <source>join the group with &apos;sudo usermod -aG dialout $USER&apos; and log in anew</source>
        <translation>tritt der Gruppe bei mit &apos;sudo usermod -aG dialout $USER&apos; und melde dich neu an</translation>
    </message>
    <message>
        <source>start as a user who may</source>
        <translation>starte als jemand, der das darf</translation>
    </message>
    <message>
        <source>allow your terminal under System Settings, Privacy &amp; Security, Bluetooth</source>
        <translation>erlaube es deinem Terminal unter Systemeinstellungen, Datenschutz &amp; Sicherheit, Bluetooth</translation>
    </message>
    <message>
        <source>allow it under Settings, Privacy &amp; security, Radios</source>
        <translation>erlaube es unter Einstellungen, Datenschutz und Sicherheit, Funkempfang</translation>
    </message>
    <message>
        <source>clock: %1 ± %2 Hz, rebuilt from uneven arrival stamps</source>
        <translation>Uhr: %1 ± %2 Hz, aus ungleichmäßigen Ankunftszeiten</translation>
    </message>
    <message>
        <source>clock: %1 ± %2 Hz, rebuilt from arrival stamps in bursts of %3</source>
        <translation>Uhr: %1 ± %2 Hz, aus Ankunftszeiten in Schüben von %3</translation>
    </message>
    <message>
        <source>the last line is cut off and was left out</source>
        <translation>die letzte Zeile ist abgeschnitten und weggelassen</translation>
    </message>
    <message>
        <source>the angular rate is zero throughout: is the gyroscope on?</source>
        <translation>die Drehrate ist durchweg null: Ist der Kreisel an?</translation>
    </message>
    <message>
        <source>the recording is only %1 s long: too short for a whole rep</source>
        <translation>die Aufnahme ist nur %1 s lang: zu kurz für eine ganze Wdh.</translation>
    </message>
    <message>
        <source>they were left out</source>
        <translation>weggelassen</translation>
    </message>
    <message>
        <source>there is no sensor yet: choose one first</source>
        <translation>noch kein Sensor: Wähle zuerst einen</translation>
    </message>
    <message>
        <source>this set is told again, not lifted: it cannot be marked</source>
        <translation>diesen Satz hebt gerade niemand, er ist eine Aufnahme: Markieren geht nicht</translation>
    </message>
    <message>
        <source>%1 kg on the bar</source>
        <translation>%1 kg auf der Hantel</translation>
    </message>
    <message>
        <source>%1 kg</source>
        <translation>%1 kg</translation>
    </message>
    <message>
        <source>the set is ended; the next rep begins another one</source>
        <translation>Satz fertig; die nächste Wdh. beginnt einen neuen</translation>
    </message>
    <message>
        <source>velocity loss ends no set now</source>
        <translation>Tempoverlust beendet jetzt keinen Satz mehr</translation>
    </message>
    <message>
        <source>a set ends at %1 % velocity loss now</source>
        <translation>ein Satz endet jetzt bei %1 % Tempoverlust</translation>
    </message>
    <message>
        <source>nobody is next: add lifters to the queue first</source>
        <translation>niemand ist als Nächstes dran: Trag zuerst Namen ein</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>squat</source>
        <translation>Kniebeuge</translation>
    </message>
    <message>
        <source>front squat</source>
        <translation>Frontkniebeuge</translation>
    </message>
    <message>
        <source>bench</source>
        <translation>Bankdrücken</translation>
    </message>
    <message>
        <source>deadlift</source>
        <translation>Kreuzheben</translation>
    </message>
    <message>
        <source>romanian deadlift</source>
        <translation>rumänisches Kreuzheben</translation>
    </message>
    <message>
        <source>overhead press</source>
        <translation>Überkopfdrücken</translation>
    </message>
    <message>
        <source>row</source>
        <translation>Rudern</translation>
    </message>
    <message>
        <source>hip thrust</source>
        <translation>Hip Thrust</translation>
    </message>
    <message>
        <source>generic</source>
        <translation>beliebige Übung</translation>
    </message>
    <message>
        <source>there is no rep to mark yet</source>
        <translation>noch keine Wdh. zum Markieren</translation>
    </message>
    <message>
        <source>rep %1 is marked broke</source>
        <translation>Wdh. %1 ist als schlecht markiert</translation>
    </message>
    <message>
        <source>rep %1 is marked clean</source>
        <translation>Wdh. %1 ist als sauber markiert</translation>
    </message>
    <message>
        <source>rep %1 is marked not</source>
        <translation>Wdh. %1 ist nicht markiert</translation>
    </message>
    <message>
        <source>kept once the logbook can be written</source>
        <translation>gesichert, sobald das Logbuch wieder geht</translation>
    </message>
    <message>
        <source>there is no rep to discard yet</source>
        <translation>noch keine Wdh. zum Verwerfen</translation>
    </message>
    <message>
        <source>rep %1 is discarded already; undo takes that back</source>
        <translation>Wdh. %1 ist schon verworfen; „Rückgängig“ holt sie zurück</translation>
    </message>
    <message>
        <source>rep %1 is discarded: it was none; undo takes that back</source>
        <translation>Wdh. %1 ist verworfen, es war keine; „Rückgängig“ holt sie zurück</translation>
    </message>
    <message>
        <source>rep %1 counts again</source>
        <translation>Wdh. %1 zählt wieder</translation>
    </message>
    <message>
        <source>choose a sensor first</source>
        <translation>wähle zuerst einen Sensor</translation>
    </message>
    <message>
        <source>a load is more than %1 kg and at most %2 kg</source>
        <translation>ein Gewicht ist mehr als %1 kg und höchstens %2 kg</translation>
    </message>
    <message>
        <source>a target is a mean velocity from %1 to %2 m/s</source>
        <translation>ein Ziel ist eine mittlere Geschwindigkeit von %1 bis %2 m/s</translation>
    </message>
    <message>
        <source>an option stands twice</source>
        <translation>eine Option steht doppelt da</translation>
    </message>
    <message>
        <source>leave one out</source>
        <translation>lass eine weg</translation>
    </message>
    <message>
        <source>the policy strict stops where technique starts to slide, but technique is off: choose another policy, or leave technique on</source>
        <translation>die Regel „streng“ stoppt, wo die Technik nachlässt, aber Technik ist aus: Wähle eine andere Regel oder schalte Technik ein</translation>
    </message>
    <message>
        <source>the policy push keeps no reps before technique fails, but buffer is %1: choose balanced or strict, or leave buffer out</source>
        <translation>die Regel „Vollgas“ hält keine Wdh. vor dem Technikversagen zurück, aber buffer ist %1: Wähle „ausgewogen“ oder „streng“, oder lass buffer weg</translation>
    </message>
    <message>
        <source>buffer keeps %1 rep before technique fails, but technique is off: leave one of the two out</source>
        <translation>buffer hält %1 Wdh. vor dem Technikversagen zurück, aber Technik ist aus: Lass eines von beiden weg</translation>
    </message>
    <message>
        <source>buffer keeps %1 reps before technique fails, but technique is off: leave one of the two out</source>
        <translation>buffer hält %1 Wdh. vor dem Technikversagen zurück, aber Technik ist aus: Lass eines von beiden weg</translation>
    </message>
    <message>
        <source>a lifter&apos;s name has %1 to %2 letters that can be printed</source>
        <translation>ein Name hat %1 bis %2 druckbare Zeichen</translation>
    </message>
    <message>
        <source>the set goes on, as will the capture once it can</source>
        <translation>der Satz geht weiter, die Aufnahme auch, sobald sie kann</translation>
    </message>
    <message>
        <source>the set goes on, without it</source>
        <translation>der Satz geht weiter, ohne Aufnahme</translation>
    </message>
    <message>
        <source>the capture cannot be written</source>
        <translation>die Aufnahme lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>the capture is written again, nothing is missing</source>
        <translation>die Aufnahme läuft wieder, nichts fehlt</translation>
    </message>
    <message>
        <source>the logbook is written again, nothing is missing</source>
        <translation>das Logbuch geht wieder, nichts fehlt</translation>
    </message>
    <message>
        <source>the logbook is busy; the set goes on, and is kept once it is not</source>
        <translation>das Logbuch ist gerade belegt; der Satz geht weiter und wird danach gesichert</translation>
    </message>
    <message>
        <source>the set goes on, and is kept once that is put right</source>
        <translation>der Satz geht weiter und wird gesichert, sobald das behoben ist</translation>
    </message>
    <message>
        <source>another program has kept it to itself for %1 s</source>
        <translation>ein anderes Programm hält es seit %1 s besetzt</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>versuch es noch einmal</translation>
    </message>
    <message>
        <source>there is no room left on its disk</source>
        <translation>die Platte ist voll</translation>
    </message>
    <message>
        <source>make some</source>
        <translation>schaff Platz</translation>
    </message>
    <message>
        <source>it may only be read</source>
        <translation>es darf nur gelesen werden</translation>
    </message>
    <message>
        <source>see who may write there</source>
        <translation>sieh nach, wer dort schreiben darf</translation>
    </message>
    <message>
        <source>its disk does not read or write as it should</source>
        <translation>die Platte liest oder schreibt nicht richtig</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>es lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>see that it is a file you may write</source>
        <translation>nimm eine Datei, die du schreiben darfst</translation>
    </message>
    <message>
        <source>it cannot be read as a logbook</source>
        <translation>es ist als Logbuch nicht lesbar</translation>
    </message>
    <message>
        <source>restore a copy, or move it away to begin a new one</source>
        <translation>stell eine Kopie wieder her, oder räum es weg, um ein neues zu beginnen</translation>
    </message>
    <message>
        <source>the database does not answer</source>
        <translation>die Datenbank antwortet nicht</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>es ist nicht lesbar</translation>
    </message>
    <message>
        <source>nothing is remembered</source>
        <translation>alles ist wie beim ersten Start</translation>
    </message>
    <message>
        <source>it was damaged</source>
        <translation>es war beschädigt</translation>
    </message>
    <message>
        <source>the screen&apos;s settings and the last choices are as at the first start</source>
        <translation>Einstellungen und letzte Auswahl sind wie beim ersten Start</translation>
    </message>
    <message>
        <source>the memory of the screen cannot be written there</source>
        <translation>die Einstellungen lassen sich dort nicht sichern</translation>
    </message>
    <message>
        <source>choose another place</source>
        <translation>wähle einen anderen Ort</translation>
    </message>
    <message>
        <source>there can be no folder for what the screen remembers</source>
        <translation>für die Einstellungen lässt sich kein Ordner anlegen</translation>
    </message>
    <message>
        <source>let BARGROOVE_CONFIG name a file in another place</source>
        <translation>nenne in BARGROOVE_CONFIG eine Datei an einem anderen Ort</translation>
    </message>
    <message>
        <source>the theme is dark or light</source>
        <translation>die Farben sind dunkel oder hell</translation>
    </message>
    <message>
        <source>the text size is a whole number from %1 to %2 %</source>
        <translation>die Textgröße ist eine ganze Zahl von %1 bis %2 %</translation>
    </message>
    <message>
        <source>the volume is a whole number from %1 to %2 %</source>
        <translation>die Lautstärke ist eine ganze Zahl von %1 bis %2 %</translation>
    </message>
    <message>
        <source>the language is one of en, de, or empty for the system&apos;s own</source>
        <translation>die Sprache ist en oder de, oder leer für die des Systems</translation>
    </message>
    <message>
        <source>the sound is on or off</source>
        <translation>der Ton ist an oder aus</translation>
    </message>
    <message>
        <source>speech is on or off</source>
        <translation>das Ansagen ist an oder aus</translation>
    </message>
    <message>
        <source>the buttons are on or off</source>
        <translation>die Knöpfe sind an oder aus</translation>
    </message>
    <message>
        <source>the full screen is on or off</source>
        <translation>das Vollbild ist an oder aus</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>technique broke in this rep</source>
        <translation>in dieser Wdh. brach die Technik</translation>
    </message>
    <message>
        <source>this rep was clean</source>
        <translation>diese Wdh. war sauber</translation>
    </message>
    <message>
        <source>take the last mark back</source>
        <translation>letzte Markierung zurücknehmen</translation>
    </message>
    <message>
        <source>this was no rep: do not count it</source>
        <translation>das war keine Wdh.: nicht zählen</translation>
    </message>
    <message>
        <source>go to the rep before, to mark it</source>
        <translation>zur Wdh. davor, um sie zu markieren</translation>
    </message>
    <message>
        <source>go to the rep after, to mark it</source>
        <translation>zur Wdh. danach, um sie zu markieren</translation>
    </message>
    <message>
        <source>let the bar slow down more before RACK</source>
        <translation>mehr Tempoverlust bis ABLEGEN</translation>
    </message>
    <message>
        <source>let the bar slow down less before RACK</source>
        <translation>weniger Tempoverlust bis ABLEGEN</translation>
    </message>
    <message>
        <source>more weight on the bar</source>
        <translation>mehr Gewicht auf der Hantel</translation>
    </message>
    <message>
        <source>less weight on the bar</source>
        <translation>weniger Gewicht auf der Hantel</translation>
    </message>
    <message>
        <source>whoever is next in the queue</source>
        <translation>wer als Nächstes dran ist</translation>
    </message>
    <message>
        <source>the bar is racked: close the set</source>
        <translation>Hantel ist abgelegt: Satz abschließen</translation>
    </message>
    <message>
        <source>no sound at all, or sound again</source>
        <translation>Ton ganz aus oder wieder an</translation>
    </message>
    <message>
        <source>make all sounds louder</source>
        <translation>alle Töne lauter</translation>
    </message>
    <message>
        <source>make all sounds softer</source>
        <translation>alle Töne leiser</translation>
    </message>
    <message>
        <source>sensor, lifter, lift, load, queue</source>
        <translation>Sensor, Name, Übung, Gewicht, wer danach</translation>
    </message>
    <message>
        <source>colours, text size, language, sound</source>
        <translation>Farben, Textgröße, Sprache, Ton</translation>
    </message>
    <message>
        <source>cover the whole screen, or leave it</source>
        <translation>ganzen Bildschirm füllen oder nicht</translation>
    </message>
    <message>
        <source>this page</source>
        <translation>diese Seite</translation>
    </message>
    <message>
        <source>end the set and close the window</source>
        <translation>Satz beenden und Fenster schließen</translation>
    </message>
    <message>
        <source>Help: any key or touch goes back</source>
        <translation>Hilfe: Jede Taste oder Berührung führt zurück</translation>
    </message>
    <message>
        <source>(also&#xa0;{keys})</source>
        <translation>(auch&#xa0;{keys})</translation>
    </message>
    <message>
        <source>go on
one short high beep</source>
        <translation>weiter
ein kurzer hoher Ton</translation>
    </message>
    <message>
        <source>a limit is near
two tones</source>
        <translation>das Limit ist nah
zwei Töne</translation>
    </message>
    <message>
        <source>put the bar back now
a long call of many tones</source>
        <translation>leg die Hantel jetzt ab
langes Signal aus vielen Tönen</translation>
    </message>
    <message>
        <source>the reading is in doubt
one short beep</source>
        <translation>die Messung ist unklar
ein kurzer Ton</translation>
    </message>
    <message>
        <source>Falling tone</source>
        <translation>Fallender Ton</translation>
    </message>
    <message>
        <source>the bar has left its usual path</source>
        <translation>die Hantel verlässt ihre übliche Bahn</translation>
    </message>
    <message>
        <source>Low double beep</source>
        <translation>Tiefer Doppelton</translation>
    </message>
    <message>
        <source>slower than the target</source>
        <translation>langsamer als das Ziel</translation>
    </message>
    <message>
        <source>show the other buttons</source>
        <translation>die anderen Knöpfe zeigen</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Laut­stärke</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Say the velocity</source>
        <translation>Tempo ansagen</translation>
    </message>
    <message>
        <source>Buttons</source>
        <translation>Knöpfe</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Limits now</source>
        <translation>Limits jetzt</translation>
    </message>
    <message>
        <source>Sound check</source>
        <translation>Tonprobe</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>wie das System</translation>
    </message>
    <message>
        <source>nobody lifts yet</source>
        <translation>noch hebt niemand</translation>
    </message>
    <message>
        <source>technique: {policy}, {evidence}</source>
        <translation>Technik: {policy}, {evidence}</translation>
    </message>
    <message>
        <source>technique ends no set</source>
        <translation>Technik beendet keinen Satz</translation>
    </message>
    <message>
        <source>change with + and −, or: {command}</source>
        <translation>ändern mit + und − oder: {command}</translation>
    </message>
    <message>
        <source>velocity loss ends no set</source>
        <translation>Tempoverlust beendet keinen Satz</translation>
    </message>
    <message>
        <source>velocity loss: {share} of the set&apos;s best rep</source>
        <translation>Tempoverlust: {share} der besten Wdh. im Satz</translation>
    </message>
    <message>
        <source>no velocity ends a set</source>
        <translation>kein Mindesttempo</translation>
    </message>
    <message>
        <source>slowest rep: {velocity} m/s</source>
        <translation>Mindesttempo: {velocity} m/s</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>erase</source>
        <translation>löschen</translation>
    </message>
    <message>
        <source>capital letter</source>
        <translation>Großbuchstabe</translation>
    </message>
    <message>
        <source>space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>add a name</source>
        <translation>Name dazu</translation>
    </message>
    <message>
        <source>a name for the queue</source>
        <translation>Name für die Reihe</translation>
    </message>
    <message>
        <source>← earlier</source>
        <translation>← früher</translation>
    </message>
    <message>
        <source>later →</source>
        <translation>später →</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>entfernen</translation>
    </message>
    <message>
        <source>choose a sensor, or the simulated one</source>
        <translation>wähle einen Sensor oder den simulierten</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>Setup</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <source>Lifter</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Target velocity</source>
        <translation>Zieltempo</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>kg, bar included</source>
        <translation>kg, mit Stange</translation>
    </message>
    <message>
        <source>or type its address</source>
        <translation>oder Adresse tippen</translation>
    </message>
    <message>
        <source>address of a sensor</source>
        <translation>Adresse eines Sensors</translation>
    </message>
    <message>
        <source>or type a name</source>
        <translation>oder Namen tippen</translation>
    </message>
    <message>
        <source>name of a lifter</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>a sensor is written like serial:/dev/ttyACM0 or ble:NAME</source>
        <translation>ein Sensor schreibt sich wie serial:/dev/ttyACM0 oder ble:NAME</translation>
    </message>
    <message>
        <source>a load is a number from {least} to {most} kg, or nothing</source>
        <translation>Gewicht: eine Zahl von {least} bis {most} kg, oder leer</translation>
    </message>
    <message>
        <source>a target is a number from {least} to {most} m/s, or nothing</source>
        <translation>Ziel: eine Zahl von {least} bis {most} m/s, oder leer</translation>
    </message>
    <message>
        <source>the lifter&apos;s own</source>
        <translation>die eigene</translation>
    </message>
    <message>
        <source>a simulated one, to try</source>
        <translation>ein simulierter, zum Testen</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
</context>
<context>
    <name>Sound</name>
    <message>
        <source>No sound: PortAudio is missing. Install it and start again: sudo apt install libportaudio2</source>
        <translation>Kein Ton: PortAudio fehlt. Installiere es und starte neu: sudo apt install libportaudio2</translation>
    </message>
    <message>
        <source>No sound: PortAudio is missing. Install it and start again: pip install --force-reinstall sounddevice</source>
        <translation>Kein Ton: PortAudio fehlt. Installiere es und starte neu: pip install --force-reinstall sounddevice</translation>
    </message>
    <message>
        <source>No sound: there is no speaker. Plug one in.</source>
        <translation>Kein Ton: Es gibt keinen Lautsprecher. Steck einen an.</translation>
    </message>
    <message>
        <source>No sound: the speaker cannot be used. Close what else plays on it.</source>
        <translation>Kein Ton: Der Lautsprecher ist belegt. Schließe, was sonst darauf spielt.</translation>
    </message>
    <message>
        <source>No sound: the speaker is gone. Plug it in again.</source>
        <translation>Kein Ton: Der Lautsprecher ist weg. Steck ihn wieder an.</translation>
    </message>
    <message>
        <source>No voice: install one and start again: sudo apt install espeak-ng</source>
        <translation>Keine Stimme: Installiere eine und starte neu: sudo apt install espeak-ng</translation>
    </message>
    <message>
        <source>No voice: choose one in the system&apos;s settings for speech.</source>
        <translation>Keine Stimme: Wähle eine in den Spracheinstellungen des Systems.</translation>
    </message>
    <message>
        <source>The sounds are not written to {path}: {why}. Free some space or choose another file.</source>
        <translation>Die Töne kommen nicht in {path}: {why}. Schaff Platz oder nimm eine andere Datei.</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>↑ height</source>
        <translation>↑ Höhe</translation>
    </message>
    <message>
        <source>forward →</source>
        <translation>vorn →</translation>
    </message>
    <message>
        <source>Leave the kiosk? Type {word}, or hold the button for 3 s.</source>
        <translation>Kiosk verlassen? Tippe {word} oder halte den Knopf 3 s.</translation>
    </message>
    <message>
        <source>End the set and leave?</source>
        <translation>Satz beenden und gehen?</translation>
    </message>
    <message>
        <source>Hold to leave</source>
        <translation>Zum Beenden halten</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Mean velocity, m/s</source>
        <translation>Mittlere Geschwindigkeit, m/s</translation>
    </message>
    <message>
        <source>limit {number} %</source>
        <translation>Limit {number} %</translation>
    </message>
    <message>
        <source>floor {number}</source>
        <translation>Minimum {number}</translation>
    </message>
    <message>
        <source>failure {number}</source>
        <translation>Versagen {number}</translation>
    </message>
    <message>
        <source>target {number}</source>
        <translation>Ziel {number}</translation>
    </message>
    <message>
        <source>Bar path, cm</source>
        <translation>Hantelbahn, cm</translation>
    </message>
    <message>
        <source>Path of rep {number}, cm</source>
        <translation>Bahn der Wdh. {number}, cm</translation>
    </message>
    <message>
        <source>no groove yet: {count} of {least} clean reps</source>
        <translation>noch keine Bahn: {count} von {least} sauberen Wdh.</translation>
    </message>
    <message>
        <source>groove so far: {count} of {least} clean reps</source>
        <translation>Bahn bisher: {count} von {least} sauberen Wdh.</translation>
    </message>
    <message>
        <source>groove of {count} clean reps</source>
        <translation>Bahn aus {count} sauberen Wdh.</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>ending …</source>
        <translation>endet …</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Broke</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Sauber</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>No rep</source>
        <translation>Keine Wdh.</translation>
    </message>
    <message>
        <source>Rep before</source>
        <translation>Wdh. davor</translation>
    </message>
    <message>
        <source>Rep after</source>
        <translation>Wdh. danach</translation>
    </message>
    <message>
        <source>Limit +</source>
        <translation>Limit +</translation>
    </message>
    <message>
        <source>Limit −</source>
        <translation>Limit −</translation>
    </message>
    <message>
        <source>Load +</source>
        <translation>kg +</translation>
    </message>
    <message>
        <source>Load −</source>
        <translation>kg −</translation>
    </message>
    <message>
        <source>Next lifter</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>End set</source>
        <translation>Satz fertig</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Lauter</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Leiser</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>Setup</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Pg ↑</source>
        <translation>Bild ↑</translation>
    </message>
    <message>
        <source>Pg ↓</source>
        <translation>Bild ↓</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>lift</source>
        <translation>leg los</translation>
    </message>
    <message>
        <source>the sensor is there</source>
        <translation>der Sensor ist da</translation>
    </message>
    <message>
        <source>does it read right?</source>
        <translation>misst er richtig?</translation>
    </message>
    <message>
        <source>reads {gravity} g: right</source>
        <translation>misst {gravity} g: richtig</translation>
    </message>
    <message>
        <source>reads {gravity} g: the sensor&apos;s range or unit is wrong</source>
        <translation>misst {gravity} g: Messbereich oder Einheit falsch</translation>
    </message>
    <message>
        <source>the bar is still</source>
        <translation>die Hantel ruht</translation>
    </message>
    <message>
        <source>leave the bar still for 2 s</source>
        <translation>lass die Hantel 2 s ruhen</translation>
    </message>
    <message>
        <source>reps</source>
        <translation>Wdh.</translation>
    </message>
    <message>
        <source>left to technique</source>
        <translation>noch sauber</translation>
    </message>
    <message>
        <source>left to strength</source>
        <translation>noch möglich</translation>
    </message>
    <message>
        <source>tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>velocity loss</source>
        <translation>Tempoverlust</translation>
    </message>
    <message>
        <source>battery ?</source>
        <translation>Akku ?</translation>
    </message>
    <message>
        <source>battery {full}</source>
        <translation>Akku {full}</translation>
    </message>
    <message>
        <source>{lost} lost in {gaps} gaps</source>
        <translation>{lost} verloren, {gaps} Lücken</translation>
    </message>
    <message>
        <source>{count} clipped</source>
        <translation>{count} am Anschlag</translation>
    </message>
    <message>
        <source>{count} bad frames</source>
        <translation>{count} defekte Pakete</translation>
    </message>
    <message>
        <source>NOT KEPT: {why}</source>
        <translation>NICHT GESICHERT: {why}</translation>
    </message>
    <message>
        <source>LOGBOOK: {why}</source>
        <translation>LOGBUCH: {why}</translation>
    </message>
    <message>
        <source>set {number} in the logbook</source>
        <translation>Satz {number} im Logbuch</translation>
    </message>
    <message>
        <source>mean velocity, m/s</source>
        <translation>mittlere Geschwindigkeit, m/s</translation>
    </message>
    <message>
        <source>discarded</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>mean, m/s</source>
        <translation>Mittel, m/s</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>rep</source>
        <translation>Wdh.</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>best {best} m/s (rep {rep}), loss {loss} at the end</source>
        <translation>Bestwert {best} m/s (Wdh. {rep}), Verlust am Ende {loss}</translation>
    </message>
    <message>
        <source>technique clean in all reps</source>
        <translation>Technik in allen Wdh. sauber</translation>
    </message>
    <message>
        <source>rep {rep}: {technique}</source>
        <translation>Wdh. {rep}: {technique}</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Ton an</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>NEAR</source>
        <translation>ACHTUNG</translation>
    </message>
    <message>
        <source>RACK</source>
        <translation>ABLEGEN</translation>
    </message>
    <message>
        <source>READY</source>
        <translation>BEREIT</translation>
    </message>
    <message>
        <source>UNSURE</source>
        <translation>UNKLAR</translation>
    </message>
    <message>
        <source>technique recovered</source>
        <translation>Technik wieder sauber</translation>
    </message>
    <message>
        <source>technique clean</source>
        <translation>Technik sauber</translation>
    </message>
    <message>
        <source>technique slides: {told}</source>
        <translation>Technik lässt nach: {told}</translation>
    </message>
    <message>
        <source>technique failed: {told}</source>
        <translation>Technik versagt: {told}</translation>
    </message>
    <message>
        <source>technique unsure: {told}</source>
        <translation>Technik unklar: {told}</translation>
    </message>
    <message>
        <source>of {limit}</source>
        <translation>von {limit}</translation>
    </message>
    <message>
        <source>squat</source>
        <translation>Kniebeuge</translation>
    </message>
    <message>
        <source>front squat</source>
        <translation>Frontkniebeuge</translation>
    </message>
    <message>
        <source>bench press</source>
        <translation>Bankdrücken</translation>
    </message>
    <message>
        <source>deadlift</source>
        <translation>Kreuzheben</translation>
    </message>
    <message>
        <source>Romanian deadlift</source>
        <translation>Rumänisches Kreuzheben</translation>
    </message>
    <message>
        <source>overhead press</source>
        <translation>Überkopfdrücken</translation>
    </message>
    <message>
        <source>row</source>
        <translation>Rudern</translation>
    </message>
    <message>
        <source>hip thrust</source>
        <translation>Hip Thrust</translation>
    </message>
    <message>
        <source>any lift</source>
        <translation>beliebige Übung</translation>
    </message>
    <message>
        <source>strict</source>
        <translation>streng</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>ausgewogen</translation>
    </message>
    <message>
        <source>push</source>
        <translation>Vollgas</translation>
    </message>
    <message>
        <source>load not known</source>
        <translation>Gewicht unbekannt</translation>
    </message>
    <message>
        <source>before: {who}</source>
        <translation>vorher: {who}</translation>
    </message>
    <message>
        <source>next: {names}</source>
        <translation>danach: {names}</translation>
    </message>
    <message>
        <source>no limit ends the set</source>
        <translation>kein Limit beendet den Satz</translation>
    </message>
    <message>
        <source>limits: {limits}</source>
        <translation>Limits: {limits}</translation>
    </message>
    <message>
        <source>loss {share}</source>
        <translation>Verlust {share}</translation>
    </message>
    <message>
        <source>floor {velocity} m/s</source>
        <translation>mindestens {velocity} m/s</translation>
    </message>
    <message>
        <source>target {velocity} m/s</source>
        <translation>Ziel {velocity} m/s</translation>
    </message>
    <message>
        <source>usual technique: not enough clean reps ({reps} of {least})</source>
        <translation>übliche Technik: zu wenige saubere Wdh. ({reps} von {least})</translation>
    </message>
    <message>
        <source>from {reps} clean reps in 1 set</source>
        <translation>aus {reps} sauberen Wdh. in 1 Satz</translation>
    </message>
    <message>
        <source>from {reps} clean reps in {sets} sets</source>
        <translation>aus {reps} sauberen Wdh. in {sets} Sätzen</translation>
    </message>
    <message>
        <source>1 rep</source>
        <translation>1 Wdh.</translation>
    </message>
    <message>
        <source>{count} reps</source>
        <translation>{count} Wdh.</translation>
    </message>
    <message>
        <source>broke</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>sauber</translation>
    </message>
    <message>
        <source>no rep can be trusted</source>
        <translation>keine Wdh. ist verlässlich</translation>
    </message>
    <message>
        <source>no reason to stop</source>
        <translation>kein Grund aufzuhören</translation>
    </message>
    <message>
        <source>RACK after rep {rep}: {why}</source>
        <translation>ABLEGEN nach Wdh. {rep}: {why}</translation>
    </message>
</context>
</TS>
