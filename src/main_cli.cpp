#include "cli/run.h"

int main(int argc, char** argv) {
    return wangge::cli::run(argc, argv);
}
