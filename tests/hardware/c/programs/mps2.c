/* The Arm MPS2 board with a Cortex-M3 (AN385) that QEMU has: its first serial port, a clock, a start. */
#include <stdint.h>
#include <string.h>

#include "line.h"

#define UART ((volatile uint32_t *)0x40004000)  /* CMSDK: data, state, control, interrupts, divisor */
#define SYSTICK ((volatile uint32_t *)0xE000E010) /* control, reload, value */

extern uint8_t data_start[], data_end[], data_load[], bss_start[], bss_end[], stack_top[];
int main(void);

int port_waits(void)
{
    return UART[1] & 2;
}

int read_char(void)
{
    while (!port_waits()) {
    }
    return (int)(UART[0] & 0xFF);
}

void write_char(char c)
{
    while (UART[1] & 1) {
    }
    UART[0] = (uint8_t)c;
}

static volatile uint32_t ticks; /* ms */

static void tick(void)
{
    ticks++;
}

/* µs, to a ms. */
uint32_t clock_us(void)
{
    return 1000 * ticks;
}

/* Wait for the next tick of the clock. */
void rest(void)
{
    __asm__ volatile("wfi");
}

static void start(void)
{
    memcpy(data_start, data_load, (size_t)(data_end - data_start));
    memset(bss_start, 0, (size_t)(bss_end - bss_start));
    UART[4] = 16;
    UART[2] = 3;
    SYSTICK[1] = 25000 - 1; /* 1 ms of 25 MHz */
    SYSTICK[2] = 0;
    SYSTICK[0] = 7;
    main();
    for (;;) {
    }
}

static void stuck(void)
{
    for (;;) {
    }
}

__attribute__((section(".vectors"), used)) static void (*const vectors[16])(void) = {
    (void (*)(void))(uintptr_t)stack_top, start, stuck, stuck, stuck, stuck, stuck, 0, 0, 0, 0,
    stuck, 0, 0, stuck, tick,
};
