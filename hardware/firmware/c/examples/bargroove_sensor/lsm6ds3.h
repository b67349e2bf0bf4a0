// ST LSM6DS3TR-C and LSM6DS33 (Adafruit Feather nRF52840 Sense), after ST's lsm6ds3tr-c-pid.
// The differences of the LSM6DS33, and the sizes of the FIFOs (4 and 8 kB), are unverified.
#pragma once

#include "chip.h"

class Lsm6ds3 : public Chip {
public:
  explicit Lsm6ds3(TwoWire &bus)
      : Chip(bus, 0x6A, 0.488e-3f * 9.80665f, 0.070f * (float)DEG_TO_RAD) {}

  uint8_t who() override { return get(0x0F); }
  bool known(uint8_t who) const override { return who == 0x6A || who == 0x69; }

  bool start(uint16_t &hz) override {
    static const Rate rates[] = {{104, 4}, {208, 5}, {416, 6}, {833, 7}};
    Rate rate = nearest(rates, hz);
    odr = rate.value;
    hz = rate.hz;
    bool well = set(CTRL3_C, 0x01); // reset
    delay(10);
    well = well && set(CTRL3_C, 0x44) // whole samples only; addresses count up
           && set(CTRL1_XL, (uint8_t)(odr << 4 | 0x04)) && set(CTRL2_G, (uint8_t)(odr << 4 | 0x0C))
           && set(FIFO_CTRL3, 0x09) // every sample of both
           && set(FIFO_CTRL4, 0);
    delay(100); // until the gyroscope has settled
    torn = false;
    return well && empty();
  }

  void stop() override {
    set(FIFO_CTRL5, 0);
    set(CTRL1_XL, 0);
    set(CTRL2_G, 0);
  }

  int level(bool &gap) override {
    if (torn) {
      gap = true;
      torn = !empty();
      return torn ? -1 : 0;
    }
    uint8_t status[4]; // words that wait, flags, and which word of a sample comes next
    if (!get(STATUS, status, 4))
      return -1;
    int words = (status[1] & 0x0F) << 8 | status[0];
    int first = ((status[3] & 3) << 8 | status[2]) % 6;
    if (status[1] & OVERRUN)
      gap = true;
    if (first != 0) {
      gap = true;
      uint8_t rest[10]; // of a sample whose beginning is gone
      words -= 6 - first;
      if (words < 0 || !get(DATA, rest, (size_t)(12 - 2 * first)))
        return -1;
    }
    return words / 6;
  }

  bool read(bvm_sample *samples, size_t n) override { return burst(DATA, samples, n); }

  int16_t temperature() override {
    uint8_t raw[2];
    return get(0x20, raw, 2) ? (int16_t)(2500 + word(raw) * 100 / 256) : (int16_t)BVM_NOT_MEASURED;
  }

private:
  enum : uint8_t {
    FIFO_CTRL3 = 0x08,
    FIFO_CTRL4 = 0x09,
    FIFO_CTRL5 = 0x0A,
    CTRL1_XL = 0x10,
    CTRL2_G = 0x11,
    CTRL3_C = 0x12,
    STATUS = 0x3A,
    DATA = 0x3E,
    OVERRUN = 0x40
  };
  uint8_t odr = 5;

  bool empty() { return set(FIFO_CTRL5, 0) && set(FIFO_CTRL5, (uint8_t)(odr << 3 | 6)); }
};
