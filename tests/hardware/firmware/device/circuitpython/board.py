"""The XIAO nRF52840 Sense's pins, as far as the firmware uses them."""

IMU_SCL, IMU_SDA, IMU_PWR = "IMU_SCL", "IMU_SDA", "IMU_PWR"
VBATT, READ_BATT_ENABLE, CHARGE_STATUS = "VBATT", "READ_BATT_ENABLE", "CHARGE_STATUS"
LED_RED, LED_GREEN, LED_BLUE, D0 = "red", "green", "blue", "D0"
