// ST LSM9DS1 (Arduino Nano 33 BLE Sense, first revision), by its registers: the library
// Arduino_LSM9DS1 knows 119 Hz and +-4 g only. Addresses and scales are those of ST's lsm9ds1-pid.
// Unverified: what is written there beyond what that library writes, that the FIFO gives a sample up
// when its last axis is read, and that the chip's axes are left-handed.
#pragma once

#include "chip.h"

class Lsm9ds1 : public Chip {
public:
  explicit Lsm9ds1(TwoWire &bus)
      : Chip(bus, 0x6B, 0.732e-3f * 9.80665f, 0.070f * (float)DEG_TO_RAD) {}

  uint8_t who() override { return get(0x0F); }
  bool known(uint8_t who) const override { return who == 0x68; }

  bool start(uint16_t &hz) override {
    static const Rate rates[] = {{119, 3}, {238, 4}, {476, 5}};
    Rate rate = nearest(rates, hz);
    hz = rate.hz;
    bool well = set(CTRL_REG8, 0x05); // reset
    delay(10);
    well = well && set(CTRL_REG8, 0x44) // whole samples only; addresses count up
           && set(CTRL_REG1_G, (uint8_t)(rate.value << 5 | 0x1B))
           && set(CTRL_REG6_XL, (uint8_t)(rate.value << 5 | 0x08)) && set(CTRL_REG9, 0x02);
    delay(100); // until the gyroscope has settled
    torn = false;
    return well && empty();
  }

  void stop() override {
    set(CTRL_REG1_G, 0);
    set(CTRL_REG6_XL, 0);
  }

  // 32 samples are all that fits: 134 ms at 238 Hz.
  int level(bool &gap) override {
    if (torn) {
      gap = true;
      torn = !empty();
      return torn ? -1 : 0;
    }
    uint8_t source;
    if (!get(FIFO_SRC, &source, 1))
      return -1;
    if (source & OVERRUN)
      gap = true;
    return source & 0x3F;
  }

  bool read(bvm_sample *samples, size_t n) override {
    for (; n; n--, samples++) {
      uint8_t raw[12];
      if (!get(OUT_X_G, raw, 6) || !get(OUT_X_XL, raw + 6, 6)) {
        torn = true;
        return false;
      }
      words(samples->turn, raw);
      words(samples->force, raw + 6);
      samples->turn[0] = opposite(samples->turn[0]); // to a right-handed frame
      samples->force[0] = opposite(samples->force[0]);
    }
    return true;
  }

private:
  enum : uint8_t {
    CTRL_REG1_G = 0x10,
    OUT_X_G = 0x18,
    CTRL_REG6_XL = 0x20,
    CTRL_REG8 = 0x22,
    CTRL_REG9 = 0x23,
    OUT_X_XL = 0x28,
    FIFO_CTRL = 0x2E,
    FIFO_SRC = 0x2F,
    OVERRUN = 0x40
  };

  static int16_t opposite(int16_t count) { return count == -32768 ? 32767 : (int16_t)-count; }

  bool empty() { return set(FIFO_CTRL, 0) && set(FIFO_CTRL, 0xC0); }
};
