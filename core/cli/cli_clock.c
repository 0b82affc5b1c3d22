/* SPDX-License-Identifier: MIT */
/* Deadlines in milliseconds of CLOCK_MONOTONIC (cli_clock.h). */
#include "cli_clock.h"

#include <time.h>

static int64_t
now(void)
{
    struct timespec time = {0};

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int64_t
cli_clock_deadline(unsigned seconds)
{
    return seconds > 0 ? now() + (int64_t)seconds * 1000 : CLI_CLOCK_NEVER;
}

int64_t
cli_clock_left(int64_t deadline)
{
    int64_t left = deadline - now();

    if (deadline == CLI_CLOCK_NEVER)
        return CLI_CLOCK_NEVER;
    return left > 0 ? left : 0;
}

unsigned
cli_clock_seconds(int64_t deadline)
{
    int64_t left = cli_clock_left(deadline);

    if (left == CLI_CLOCK_NEVER)
        return 0;
    return left < 1000 ? 1 : (unsigned)((left + 999) / 1000);
}
