// A board that runs the sketch on this computer. Its time passes in delay() only; its bus, radio, port
// and lamp are lines of a pipe, whose other end is tests/hardware/c/sketch.py.
#include "Arduino.h"
#include "Wire.h"

#include <algorithm>
#include <string>
#include <vector>

#ifdef ARDUINO_NRF52840_FEATHER_SENSE
#include "bluefruit.h"
#else
#include "ArduinoBLE.h"
#include "Arduino_BMI270_BMM150.h"
#endif

void setup();
void loop();

using Bytes = std::vector<uint8_t>;

static uint32_t now, granted;
static unsigned mtu;
static bool opened;
static Bytes typed;
static std::vector<Bytes> written;
static Ficr ficr = {{0x0100AB51, 0x51515151}};
static Rng rng = {0, 0, 0x5A, {}};
Ficr *NRF_FICR = &ficr;
Rng *NRF_RNG = &rng;
SerialPort Serial;
TwoWire Wire, Wire1;

static Bytes bytes(const std::string &hex) {
  Bytes out;
  for (size_t k = 0; k + 1 < hex.size(); k += 2)
    out.push_back((uint8_t)std::stoi(hex.substr(k, 2), nullptr, 16));
  return out;
}

static void tell(const char *what, const uint8_t *from, size_t size) {
  printf("%s %u ", what, now);
  for (size_t k = 0; k < size; k++)
    printf("%02x", from[k]);
  printf("\n");
  fflush(stdout);
}

static std::string answer() {
  static char line[4096];
  if (!fgets(line, sizeof line, stdin))
    exit(0);
  line[strcspn(line, "\n")] = 0;
  return line;
}

uint32_t micros() { return now; }
void delay(unsigned ms) { now += 1000 * ms; }
void pinMode(int, int) {}
int analogRead(int) { return 583; } // 4.1 V behind the divider

void digitalWrite(int, int value) {
  static int before = -1;
  uint8_t byte = (uint8_t)value;
  if (value != before)
    tell("led", &byte, 1);
  before = value;
}

void TwoWire::beginTransmission(uint8_t to) {
  address = to;
  sending = 0;
}
size_t TwoWire::write(uint8_t byte) {
  sent[sending++] = byte;
  return 1;
}
uint8_t TwoWire::endTransmission(bool) {
  uint8_t to[65] = {address};
  memcpy(to + 1, sent, sending);
  tell("to", to, sending + 1);
  return answer() == "ok" ? 0 : 2;
}
size_t TwoWire::requestFrom(uint8_t from, size_t size) {
  if (size > sizeof got)
    abort();
  uint8_t asked[2] = {from, (uint8_t)size};
  tell("from", asked, 2);
  Bytes came = bytes(answer());
  std::copy(came.begin(), came.end(), got);
  reading = 0;
  return came.size();
}
int TwoWire::read() { return got[reading++]; }

void SerialPort::begin(unsigned) {}
int SerialPort::available() { return (int)typed.size(); }
int SerialPort::read() {
  int first = typed.front();
  typed.erase(typed.begin());
  return first;
}
size_t SerialPort::write(const uint8_t *from, size_t size) {
  tell("port", from, size);
  return size;
}
SerialPort::operator bool() const { return opened; }

// A notification is cut to what the MTU allows, as ArduinoBLE does it.
static void notify(const void *from, size_t size) {
  tell("ble", (const uint8_t *)from, size < mtu - 3 ? size : mtu - 3);
}

#ifdef ARDUINO_NRF52840_FEATHER_SENSE

AdafruitBluefruit Bluefruit;
static BLECharacteristic::write_cb_t heard;

uint16_t BLEConnection::getMtu() { return (uint16_t)mtu; }
void BLECharacteristic::setWriteCallback(write_cb_t handler) { heard = handler; }
bool BLECharacteristic::notifyEnabled() { return mtu; }
bool BLECharacteristic::notify(const void *from, uint16_t size) {
  ::notify(from, size);
  return true;
}
bool BLEAdvertising::setData(const uint8_t *from, uint8_t size) {
  tell(this == &Bluefruit.Advertising ? "advertised" : "scanned", from, size);
  return true;
}
bool AdafruitBluefruit::connected() { return mtu; }
BLEConnection *AdafruitBluefruit::Connection(uint16_t) {
  static BLEConnection one;
  return mtu ? &one : nullptr;
}

static void hand_over(Bytes &frame) { heard(0, nullptr, frame.data(), (uint16_t)frame.size()); }

#else

BLELocalDevice BLE;
BoschSensorClass IMU;
static void (*heard)(BLEDevice, BLECharacteristic);
static Bytes value;

BLECharacteristic::BLECharacteristic(const char *uuid, uint8_t, int) : uuid(uuid) {}
void BLECharacteristic::setEventHandler(int, void (*handler)(BLEDevice, BLECharacteristic)) {
  heard = handler;
}
const uint8_t *BLECharacteristic::value() const { return ::value.data(); }
int BLECharacteristic::valueLength() const { return (int)::value.size(); }
bool BLECharacteristic::subscribed() { return mtu; }
int BLECharacteristic::writeValue(const uint8_t *from, int size) {
  notify(from, (size_t)size);
  return 1;
}
bool BLEAdvertisingData::setRawData(const uint8_t *from, int n) {
  memcpy(bytes, from, (size_t)n);
  size = n;
  return true;
}
void BLELocalDevice::setAdvertisingData(BLEAdvertisingData &data) {
  tell("advertised", data.bytes, (size_t)data.size);
}
void BLELocalDevice::setScanResponseData(BLEAdvertisingData &data) {
  tell("scanned", data.bytes, (size_t)data.size);
}
void BLELocalDevice::poll() {}
bool BLELocalDevice::connected() const { return mtu; }
int BoschSensorClass::begin(CfgBoshSensor_t) {
  tell("program", nullptr, 0);
  return 1;
}

static void hand_over(Bytes &frame) {
  value = frame;
  heard(BLEDevice(), BLECharacteristic("", 0, 0));
}

#endif

// Do as a line says; return whether time is to pass.
static bool obey(const std::string &line) {
  std::string rest = line.size() > 2 ? line.substr(2) : "";
  switch (line[0]) {
  case 't': granted = (uint32_t)std::stoul(rest); return true;
  case 'c': mtu = (unsigned)std::stoul(rest); return false;
  case 'w': {
    Bytes frame = bytes(rest);
    hand_over(frame);
    return false;
  }
  case 'o': opened = rest == "1"; return false;
  default:
    for (uint8_t byte : bytes(rest))
      typed.push_back(byte);
    return false;
  }
}

int main() {
  setup();
  for (;;) {
    puts(".");
    fflush(stdout);
    while (!obey(answer())) {
    }
    while ((int32_t)(granted - now) > 0)
      loop();
  }
}
