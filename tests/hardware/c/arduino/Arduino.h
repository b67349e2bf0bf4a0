// As much of Arduino as the sketch uses, for this computer.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#define LED_BUILTIN 13
#define OUTPUT 1
#define DEG_TO_RAD 0.017453292519943295769
#define constrain(value, low, high) \
  ((value) < (low) ? (low) : ((value) > (high) ? (high) : (value)))

uint32_t micros();
void delay(unsigned ms);
void pinMode(int pin, int mode);
void digitalWrite(int pin, int value);
int analogRead(int pin);

struct SerialPort {
  void begin(unsigned baud);
  int available();
  int read();
  size_t write(const uint8_t *bytes, size_t size);
  operator bool() const;
};
extern SerialPort Serial;

// Registers of the nRF52840.
struct Ficr {
  volatile uint32_t DEVICEID[2];
};
struct Rng {
  volatile uint32_t TASKS_START, TASKS_STOP, VALUE;
  // Noise is ready at once, whatever is written.
  struct Ready {
    void operator=(uint32_t) {}
    bool operator!() const { return false; }
  } EVENTS_VALRDY;
};
extern Ficr *NRF_FICR;
extern Rng *NRF_RNG;
