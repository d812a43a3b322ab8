// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/label_crash.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdlib>
#include <cstring>

using namespace gapscope;

/// bench_kills [N] [SEED]: kills a labelling program N times at random moments; exit 1 where a
/// label that was told as saved is not whole, or labels and history differ.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 1000;
    const unsigned seed = argc > 2 ? unsigned(std::atoi(argv[2])) : 1;
    std::mt19937 random(seed);
    QTemporaryDir folder;
    int told = 0;
    int workspaces = 0;
    int before = 0;
    std::string path;
    for (int round = 0; round < rounds; ++round) {
        // A new one now and then: checking everything takes longer with every label.
        if (round % 25 == 0) {
            path = folder.filePath(QString::number(workspaces++)).toStdString() + ".gapscope";
            if (!Session::open(path, OpenMode::Create)) {
                std::fprintf(stderr, "no workspace can be made in %s\n", path.c_str());
                return 3;
            }
        }
        const auto outcome = test::crashOnce(path, unsigned(round), 0.01 * double(random() % 6000));
        if (!outcome.fault.empty()) {
            std::printf("kill %d: %s\n", round + 1, outcome.fault.c_str());
            return 1;
        }
        told += outcome.told;
        before += outcome.told == 0;
    }
    std::printf("%d kills, %d labels told as saved, all whole; %d killed before the first label\n",
                rounds, told, before);
    return 0;
}
