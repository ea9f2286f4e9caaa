/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The sensors' reading of /proc, from texts that real machines have shown (test/samples) and from
 * texts that were cut or damaged. */

#include <string.h>

#include "check.h"
#include "cpu.h"
#include "memory.h"
#include "network.h"
#include "proc_file.h"

static struct proc_file sample_of(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    struct proc_file file;
    CHECK(proc_file_open(&file, path, 64 * 1024));
    CHECK(proc_file_read(&file));
    return file;
}

static void cores_are_read_with_their_numbers(const char *folder)
{
    struct proc_file text = sample_of(folder, "stat");
    hm_core_times cores[8];
    CHECK(cpu_parse(text.buffer, text.length, cores, 8) == 3);
    CHECK(cores[0].core == 0);
    CHECK(cores[0].busy == 46191 + 158 + 15311 + 0 + 1269 + 41);
    CHECK(cores[0].idle == 4021337 + 2054);
    CHECK(cores[1].core == 1);
    CHECK(cores[2].core == 3); /* core 2 is offline */
    CHECK(cores[2].busy == 7 + 1 + 2 + 4 + 5 + 6);
    CHECK(cores[2].idle == 11 + 3);
    proc_file_close(&text);
}

static void cores_beyond_the_room_are_left_out(const char *folder)
{
    struct proc_file text = sample_of(folder, "stat");
    hm_core_times cores[2];
    CHECK(cpu_parse(text.buffer, text.length, cores, 2) == 2);
    proc_file_close(&text);
}

static void a_core_whose_line_was_cut_is_left_out(void)
{
    const char *text = "cpu  3 3 3 3\ncpu0 1 1 1 1\ncpu1 2 2 2 2";
    hm_core_times cores[4];
    CHECK(cpu_parse(text, strlen(text), cores, 4) == 1);
    CHECK(cpu_parse(text, 0, cores, 4) == 0);
}

static void a_number_beyond_64_bits_is_no_core(void)
{
    const char *text = "cpu0 18446744073709551616 1 1 1\ncpu1 18446744073709551615 0 0 9\n";
    hm_core_times cores[4];
    CHECK(cpu_parse(text, strlen(text), cores, 4) == 1);
    CHECK(cores[0].core == 1);
    CHECK(cores[0].busy == UINT64_MAX);
}

static void memory_is_read_in_bytes(const char *folder)
{
    struct proc_file text = sample_of(folder, "meminfo");
    const struct memory_use use = memory_parse(text.buffer, text.length);
    CHECK(use.total == UINT64_C(16303504) * 1024);
    CHECK(use.available == UINT64_C(11822364) * 1024);
    CHECK(use.cached == UINT64_C(5310204) * 1024); /* not SwapCached, which stands below it */
    CHECK(use.swap_total == UINT64_C(2097148) * 1024);
    CHECK(use.swap_free == UINT64_C(2096124) * 1024);
    proc_file_close(&text);
}

static void available_memory_is_guessed_where_the_kernel_does_not_tell(void)
{
    const char *text = "MemTotal: 100 kB\nMemFree: 10 kB\nCached: 20 kB\n";
    CHECK(memory_parse(text, strlen(text)).available == 30 * 1024);
}

static void interfaces_are_read_with_their_names(const char *folder)
{
    struct proc_file text = sample_of(folder, "net_dev");
    hm_interface_counters interfaces[8];
    CHECK(network_parse(text.buffer, text.length, interfaces, 8) == 4);
    CHECK(strcmp(interfaces[0].name, "lo") == 0);
    CHECK(strcmp(interfaces[1].name, "eth0") == 0);
    CHECK(interfaces[1].received_bytes == UINT64_C(9876543210));
    CHECK(interfaces[1].received_packets == 654321);
    CHECK(interfaces[1].sent_bytes == 123456789);
    CHECK(interfaces[1].sent_packets == 98765);
    CHECK(strcmp(interfaces[2].name, "eth0:1") == 0);          /* an alias */
    CHECK(strcmp(interfaces[3].name, "wlp0s20f3abcdef") == 0); /* the longest there is */
    CHECK(interfaces[3].received_bytes == 77);                 /* no blank behind the colon */
    proc_file_close(&text);
}

static void a_damaged_interface_is_left_out(void)
{
    const char *text = "  eth0: 1 2 3\n"
                       " a_name_that_is_too_long: 1 2 3 4 5 6 7 8 9 10\n"
                       " : 1 2 3 4 5 6 7 8 9 10\n"
                       "  eth1: 1 2 3 4 5 6 7 8 9 10\n"
                       "  eth2: 1 2 3 4 5 6 7 8 9 10";
    hm_interface_counters interfaces[8];
    CHECK(network_parse(text, strlen(text), interfaces, 8) == 1);
    CHECK(strcmp(interfaces[0].name, "eth1") == 0);
}

static void this_machine_is_read(void)
{
    static hm_core_times cores[HM_MAX_CORES];
    struct proc_file stat;
    CHECK(proc_file_open(&stat, "/proc/stat", 1024 * 1024));
    for (int i = 0; i < 3; i++) { /* the same descriptor, again and again */
        CHECK(proc_file_read(&stat));
        CHECK(cpu_parse(stat.buffer, stat.length, cores, HM_MAX_CORES) > 0);
        CHECK(cores[0].busy + cores[0].idle > 0);
    }
    proc_file_close(&stat);

    struct proc_file meminfo;
    CHECK(proc_file_open(&meminfo, "/proc/meminfo", 64 * 1024));
    CHECK(proc_file_read(&meminfo));
    const struct memory_use use = memory_parse(meminfo.buffer, meminfo.length);
    CHECK(use.total > 0);
    CHECK(use.available <= use.total);
    proc_file_close(&meminfo);
}

static void a_file_that_is_not_there_is_told(void)
{
    struct proc_file file;
    CHECK(!proc_file_open(&file, "/proc/there/is/no/such/file", 1024));
}

int main(int argc, char **argv)
{
    CHECK(argc == 2);
    const char *samples = argv[1];
    cores_are_read_with_their_numbers(samples);
    cores_beyond_the_room_are_left_out(samples);
    a_core_whose_line_was_cut_is_left_out();
    a_number_beyond_64_bits_is_no_core();
    memory_is_read_in_bytes(samples);
    available_memory_is_guessed_where_the_kernel_does_not_tell();
    interfaces_are_read_with_their_names(samples);
    a_damaged_interface_is_left_out();
    this_machine_is_read();
    a_file_that_is_not_there_is_told();
    return EXIT_SUCCESS;
}
