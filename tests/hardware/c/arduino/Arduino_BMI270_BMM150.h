// As much of Arduino's library for the BMI270 as the sketch uses: it loads the chip's program.
#pragma once

enum CfgBoshSensor_t { BOSCH_ACCELEROMETER_ONLY, BOSCH_MAGNETOMETER_ONLY, BOSCH_ACCEL_AND_MAGN };

struct BoschSensorClass {
  int begin(CfgBoshSensor_t what);
};
extern BoschSensorClass IMU;
