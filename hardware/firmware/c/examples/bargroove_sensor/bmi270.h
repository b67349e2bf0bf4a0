// Bosch BMI270 (Arduino Nano 33 BLE Sense Rev2). The library Arduino_BMI270_BMM150 loads what the chip
// runs on, and would leave it at 100 Hz and +-4 g; the rest is done here by registers, whose
// addresses are those of Bosch's BMI270_SensorAPI. Unverified: what is written there, the order of a
// sample's bytes, and that a FIFO of 2 kB drops whole samples when it is full.
#pragma once

#include <Arduino_BMI270_BMM150.h>

#include "chip.h"

class Bmi270 : public Chip {
public:
  explicit Bmi270(TwoWire &bus)
      : Chip(bus, 0x68, 16 * 9.80665f / 32768, 2000 * (float)DEG_TO_RAD / 32768) {}

  void begin() override {
    Chip::begin();
    IMU.begin(BOSCH_ACCELEROMETER_ONLY);
    bus.setClock(400000);
  }

  uint8_t who() override { return get(0x00); }
  bool known(uint8_t who) const override { return who == 0x24; }

  bool start(uint16_t &hz) override {
    static const Rate rates[] = {{100, 8}, {200, 9}, {400, 10}, {800, 11}};
    Rate rate = nearest(rates, hz);
    hz = rate.hz;
    bool well = set(PWR_CONF, 0x02) && set(PWR_CTRL, 0x0E) && set(ACC_CONF, (uint8_t)(0xA0 | rate.value))
                && set(ACC_RANGE, 3) && set(GYR_CONF, (uint8_t)(0xE0 | rate.value))
                && set(GYR_RANGE, 0) && set(FIFO_CONFIG_0, 0) // the oldest are overwritten
                && set(FIFO_CONFIG_1, 0xC0);                  // both, without headers
    delay(100);
    torn = false;
    return well && empty();
  }

  void stop() override { set(PWR_CTRL, 0); }

  int level(bool &gap) override {
    if (torn) {
      gap = true;
      torn = !empty();
      return torn ? -1 : 0;
    }
    uint8_t length[2];
    if (!get(FIFO_LENGTH, length, 2))
      return -1;
    int bytes = (length[1] & 0x3F) << 8 | length[0];
    if (bytes + BVM_SAMPLE > 2048)
      gap = true;
    return bytes / BVM_SAMPLE;
  }

  bool read(bvm_sample *samples, size_t n) override { return burst(FIFO_DATA, samples, n); }

private:
  enum : uint8_t {
    FIFO_LENGTH = 0x24,
    FIFO_DATA = 0x26,
    ACC_CONF = 0x40,
    ACC_RANGE = 0x41,
    GYR_CONF = 0x42,
    GYR_RANGE = 0x43,
    FIFO_CONFIG_0 = 0x48,
    FIFO_CONFIG_1 = 0x49,
    PWR_CONF = 0x7C,
    PWR_CTRL = 0x7D,
    CMD = 0x7E
  };

  bool empty() { return set(CMD, 0xB0); }
};
