// The I2C bus, whose chips are on the other side of a pipe.
#pragma once

#include <cstddef>
#include <cstdint>

class TwoWire {
public:
  void begin() {}
  void setClock(uint32_t) {}
  void beginTransmission(uint8_t to);
  size_t write(uint8_t byte);
  uint8_t endTransmission(bool stop = true);
  size_t requestFrom(uint8_t from, size_t size);
  int read();

private:
  uint8_t address = 0, sent[64], got[64];
  size_t sending = 0, reading = 0;
};
extern TwoWire Wire, Wire1;
