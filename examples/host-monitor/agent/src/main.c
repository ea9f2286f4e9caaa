/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The agent's process: attaches the region that the monitor made, and works until it is over. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "agent.h"

/* Exit status when the monitor ended without telling the agent to stop. */
#define EXIT_LEFT_ALONE 3

static volatile sig_atomic_t interrupted;

static void on_signal(int signal)
{
    (void)signal;
    interrupted = 1;
}

static void handle(int signal, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
}

static int exit_status(enum agent_ending ending)
{
    switch (ending) {
    case AGENT_TOLD_TO_STOP:
    case AGENT_INTERRUPTED:
        return EXIT_SUCCESS;
    case AGENT_LEFT_ALONE:
        fprintf(stderr, "host-agent: the monitor left\n");
        return EXIT_LEFT_ALONE;
    case AGENT_FAILED:
    default:
        fprintf(stderr, "host-agent: %s\n", tenon_status_detail());
        return EXIT_FAILURE;
    }
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: host-agent REGION, a region that a monitor has made\n", stderr);
        return 2;
    }
    handle(SIGINT, on_signal);
    handle(SIGTERM, on_signal);
    handle(SIGHUP, on_signal);
    /* Standard error is a pipe to the monitor. When that has died, a complaint must not end us
     * before the region is closed. */
    handle(SIGPIPE, SIG_IGN);
    /* The kernel may let a sleep run 50 microseconds over to save power: not this one's. */
    if (prctl(PR_SET_TIMERSLACK, 1UL) != 0) {
        fprintf(stderr, "host-agent: timers stay coarse: %s\n", strerror(errno));
    }

    hm_feed *feed = NULL;
    const tenon_status attached = hm_feed_attach(argv[1], NULL, &feed);
    if (attached != TENON_OK) {
        fprintf(stderr, "host-agent: cannot attach %s: %s: %s\n", argv[1],
                tenon_status_text(attached), tenon_status_detail());
        return EXIT_FAILURE;
    }
    struct agent agent;
    agent_open(&agent, feed);
    const enum agent_ending ending = agent_run(&agent, &interrupted);
    const int status = exit_status(ending);
    agent_close(&agent);
    hm_feed_close(feed);
    return status;
}
