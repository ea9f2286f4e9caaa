/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes structs as Linux and its C library fill them, and reads what Java made of them.
 *
 * system_structs write FILE    one struct behind the other
 * system_structs read FILE     the same structs; described members are changed, others are not
 */
#include <stdio.h>
#include <string.h>
#include <system/system.h>

typedef struct everything {
    struct stat status;
    struct tm time;
    struct sockaddr_in address;
    struct epoll_event events[2];
    struct can_frame frame;
    struct tcphdr segment;
    struct iphdr packet;
    struct sigaction action;
    struct utsname names;
    struct ethhdr ethernet;
} everything;

static int write_to(const char *path) {
    static everything all;
    FILE *file = fopen(path, "wb");
    if (file == NULL || fputs("0123456789", file) < 0 || fflush(file) != 0 ||
        fstat(fileno(file), &all.status) != 0) {
        return 1;
    }
    all.status.st_mtim.tv_sec = 1234567890;
    all.status.st_mtim.tv_nsec = 987654321;
    all.time.tm_year = 126;
    all.time.tm_yday = 331;
    all.time.tm_gmtoff = -3600;
    all.address.sin_family = AF_INET;
    all.address.sin_port = htons(8080);
    all.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    all.events[0].events = EPOLLIN;
    all.events[0].data.u64 = UINT64_C(0x1122334455667788);
    all.events[1].events = EPOLLOUT;
    all.events[1].data.u64 = UINT64_C(0x99aabbccddeeff00);
    all.frame.can_id = 0x123;
    all.frame.len = 8;
    memcpy(all.frame.data, "abcdefgh", 8);
    all.segment.source = htons(443);
    all.segment.doff = 5;
    all.segment.syn = 1;
    all.segment.window = htons(1000);
    all.packet.version = 4;
    all.packet.ihl = 5;
    all.packet.ttl = 64;
    all.packet.daddr = htonl(0x0a000001);
    all.action.sa_flags = SA_RESTART;
    strcpy(all.names.sysname, "Linux");
    strcpy(all.names.version, "hidden");
    strcpy(all.names.machine, "x86_64");
    memcpy(all.ethernet.h_dest, "\1\2\3\4\5\6", 6);
    all.ethernet.h_proto = htons(0x0800);
    rewind(file);
    return fwrite(&all, sizeof all, 1, file) == 1 && fclose(file) == 0 ? 0 : 1;
}

#define EXPECT(condition) \
    if (!(condition)) { \
        printf("%s\n", #condition); \
        failed = 1; \
    }

static int read_from(const char *path) {
    static everything all;
    int failed = 0;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fread(&all, sizeof all, 1, file) != 1 || fclose(file) != 0) {
        return 2;
    }
    EXPECT(all.status.st_size == 11)
    EXPECT(all.status.st_ino != 0 && all.status.st_nlink == 1)
    EXPECT(all.time.tm_year == 127 && all.time.tm_yday == 331)
    EXPECT(all.address.sin_port == htons(9090))
    EXPECT(all.events[1].data.u64 == 5 && all.events[1].events == EPOLLOUT)
    EXPECT(all.events[0].data.u64 == UINT64_C(0x1122334455667788))
    EXPECT(all.frame.len8_dlc == 9 && all.frame.data[7] == 'h')
    EXPECT(all.segment.window == htons(2000) && all.segment.syn == 1 && all.segment.doff == 5)
    EXPECT(all.packet.ttl == 1 && all.packet.version == 4 && all.packet.ihl == 5)
    EXPECT(all.action.sa_flags == SA_NODEFER)
    EXPECT(strcmp(all.names.machine, "riscv64") == 0 && strcmp(all.names.version, "hidden") == 0)
    EXPECT(all.ethernet.h_proto == htons(0x86dd) && all.ethernet.h_source[5] == 7)
    return failed;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        return 3;
    }
    return strcmp(argv[1], "write") == 0 ? write_to(argv[2]) : read_from(argv[2]);
}
