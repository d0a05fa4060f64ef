// The demo county in a file: made once for a group of tests, each of which has a folder of its own.
#pragma once
#include "support/program.h"

#include <gtest/gtest.h>
#include <memory>

namespace wangge::test {

class DemoCounty : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_county = std::make_unique<TemporaryFolder>();
        ASSERT_TRUE(put_demo_county(county()));
    }
    static void TearDownTestSuite() { s_county.reset(); }

    // For tests that change nothing; the others copy it.
    static std::string county() { return (*s_county / "示范县.wangge").string(); }
    std::string file(const std::string& name) const { return (m_folder / name).string(); }

    TemporaryFolder m_folder;

private:
    static inline std::unique_ptr<TemporaryFolder> s_county;
};

} // namespace wangge::test
