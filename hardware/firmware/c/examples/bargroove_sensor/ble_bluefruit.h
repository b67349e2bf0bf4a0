// The radio by Bluefruit, Adafruit's own library (Feather nRF52840 Sense): ArduinoBLE does not run on
// its core. Its callbacks come from a thread of their own.
#pragma once

#include <bluefruit.h>

#include "radio.h"

class Radio {
public:
  Inbox inbox;

  bool begin(const char *name, uint8_t firmware, uint8_t percent) {
    Bluefruit.configPrphBandwidth(BANDWIDTH_MAX); // an MTU of 247
    if (!Bluefruit.begin())
      return false;
    listened = this;
    Bluefruit.setName(name);
    service.begin();
    sends.setProperties(CHR_PROPS_NOTIFY);
    sends.setPermission(SECMODE_OPEN, SECMODE_NO_ACCESS);
    sends.setMaxLen(BVM_LARGEST);
    sends.begin();
    listens.setProperties(CHR_PROPS_WRITE | CHR_PROPS_WRITE_WO_RESP);
    listens.setPermission(SECMODE_NO_ACCESS, SECMODE_OPEN);
    listens.setMaxLen(LARGEST_COMMAND);
    listens.setWriteCallback(heard);
    listens.begin();
    uint8_t bytes[ADVERTISED];
    advertisement(bytes, name);
    Bluefruit.Advertising.setData(bytes, ADVERTISED);
    scan_response(bytes, firmware, percent);
    Bluefruit.ScanResponse.setData(bytes, SCANNED);
    Bluefruit.Advertising.restartOnDisconnect(true);
    return Bluefruit.Advertising.start(0);
  }

  void poll() {}
  bool connected() { return Bluefruit.connected(); }
  size_t room() {
    BLEConnection *host = Bluefruit.Connection(Bluefruit.connHandle());
    return host ? host->getMtu() - 3u : 20u;
  }
  bool send(const uint8_t *frame, size_t size) {
    return sends.notifyEnabled() && sends.notify(frame, (uint16_t)size);
  }

private:
  // A UUID in the air, with another byte at 12; the library keeps no copy of it.
  struct Uuid {
    uint8_t bytes[16];
    explicit Uuid(uint8_t which) {
      memcpy(bytes, UUID_IN_AIR, 16);
      bytes[12] = which;
    }
  };

  const Uuid for_service{0xD4}, for_sends{0xD5}, for_listens{0xD6};
  BLEService service{for_service.bytes};
  BLECharacteristic sends{for_sends.bytes};
  BLECharacteristic listens{for_listens.bytes};
  static Radio *listened;

  static void heard(uint16_t, BLECharacteristic *, uint8_t *data, uint16_t size) {
    listened->inbox.put(data, size);
  }
};

Radio *Radio::listened;
