// A barbell sensor for Bargroove, on the Arduino Nano 33 BLE Sense or the Adafruit Feather nRF52840
// Sense. What it says is hardware/PROTOCOL.md; how it is flashed is in README.md beside the library.
//
// Its logic is tried on a computer, against models of the chips' registers. It has not been compiled
// by Arduino's own tools, and never run on a board.

#include <bvm_sensor.h>

// Of the Nano: 1 has no "Rev2" printed on it (LSM9DS1), 2 has (BMI270).
#ifndef NANO_REVISION
#define NANO_REVISION 2
#endif

#if defined(ARDUINO_NRF52840_FEATHER_SENSE)
#include "ble_bluefruit.h"
#include "lsm6ds3.h"
static Lsm6ds3 chip(Wire);
#elif NANO_REVISION == 1
#include "ble_arduino.h"
#include "lsm9ds1.h"
static Lsm9ds1 chip(Wire1);
#else
#include "ble_arduino.h"
#include "bmi270.h"
static Bmi270 chip(Wire1);
#endif

static const uint8_t FIRMWARE = 1;

static Radio radio;
static bvm_sensor sensor;
static bvm_receiver port;
static uint8_t kept[48 * 1024]; // frames for a host that comes back

// Battery, mV; 0 on the Nano, which has none to measure. The divider by two is unverified.
static uint16_t millivolts() {
#ifdef PIN_VBAT
  return (uint16_t)(analogRead(PIN_VBAT) * 2L * 3600 / 1024);
#else
  return 0;
#endif
}

// How full a lithium battery at rest is, %: 3.6 V to 4.15 V, as if it were a line (unverified).
static uint8_t percent(uint16_t mv) {
  return mv == 0 ? 255 : (uint8_t)constrain((mv - 3600) * 100L / 550, 0, 100);
}

static uint32_t board_now(void *) { return micros(); }
static bool board_start(void *, uint16_t *hz) { return chip.start(*hz); }
static void board_stop(void *) { chip.stop(); }
static int board_level(void *, bool *gap) { return chip.level(*gap); }
static bool board_read(void *, bvm_sample *samples, size_t n) { return chip.read(samples, n); }

static bool board_measure(void *, bvm_state *state) {
  state->millivolts = millivolts();
  state->percent = percent(state->millivolts);
  state->chip = chip.who();
  bool well = chip.known(state->chip);
  if (well)
    state->temperature = chip.temperature();
  return well;
}

static size_t radio_room(void *) { return radio.room(); }
static bool radio_send(void *, const uint8_t *frame, size_t size) { return radio.send(frame, size); }
static size_t port_room(void *) { return BVM_LARGEST; }

static bool port_send(void *, const uint8_t *frame, size_t size) {
  uint8_t stuffed[BVM_STUFFED];
  size_t n = bvm_stuff(stuffed, frame, size);
  return Serial && Serial.write(stuffed, n) == n;
}

static bvm_board board = {nullptr, board_now, board_start, board_stop, board_level,
                          board_read, board_measure, nullptr, {}};
static const bvm_link by_radio = {nullptr, radio_room, radio_send};
static const bvm_link by_port = {nullptr, port_room, port_send};

// Fill in what INFO says of this board.
static void introduce() {
  board.about.firmware = FIRMWARE;
  board.about.force = chip.force;
  board.about.turn = chip.turn;
  board.about.range_g = 16;
  board.about.range_dps = 2000;
  board.about.rate_hz = 208;
  for (int k = 0; k < 8; k++)
    board.about.uid[k] = (uint8_t)(NRF_FICR->DEVICEID[k / 4] >> 8 * (k % 4));
}

// A number from noise, so that a session has another one after each switching on.
static uint16_t any_number() {
  uint16_t number = 0;
  NRF_RNG->TASKS_START = 1;
  for (int k = 0; k < 2; k++) {
    NRF_RNG->EVENTS_VALRDY = 0;
    while (!NRF_RNG->EVENTS_VALRDY) {
    }
    number = (uint16_t)(number << 8 | (NRF_RNG->VALUE & 0xFF));
  }
  NRF_RNG->TASKS_STOP = 1;
  return number;
}

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  Serial.begin(115200);
  uint16_t session = any_number(); // before the radio, which may want the noise for itself
  chip.begin();
  introduce();
  bvm_sensor_begin(&sensor, &board, kept, sizeof kept, session);
  char name[9];
  snprintf(name, sizeof name, "BVM-%02x%02x", board.about.uid[0], board.about.uid[1]);
  radio.begin(name, FIRMWARE, sensor.state.percent);
}

void loop() {
  radio.poll();
  if (!radio.connected())
    bvm_sensor_gone(&sensor, &by_radio);
  if (!Serial)
    bvm_sensor_gone(&sensor, &by_port);
  uint8_t command[LARGEST_COMMAND];
  while (size_t size = radio.inbox.take(command))
    bvm_sensor_heard(&sensor, &by_radio, command, size);
  while (Serial.available()) {
    size_t size = bvm_receive(&port, (uint8_t)Serial.read());
    if (size)
      bvm_sensor_heard(&sensor, &by_port, port.bytes, size);
  }
  bvm_sensor_poll(&sensor);
  digitalWrite(LED_BUILTIN, sensor.about.running);
  delay(2);
}
