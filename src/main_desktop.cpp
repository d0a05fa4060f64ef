#include "ui/run.h"

int main(int argc, char** argv) {
    return wangge::ui::run(argc, argv);
}
