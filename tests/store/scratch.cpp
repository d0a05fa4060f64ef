#include "store/scratch.h"

#include "base/feedback.h"
#include "store/tables.h"

#include <cstdio>
#include <fmt/format.h>
#include <sqlite3.h>
#include <stdlib.h>

namespace wangge::store::test {
namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
    std::string pattern = (fs::temp_directory_path() / "wangge-store-XXXXXX").string();
    m_path = mkdtemp(pattern.data());
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

geo::MultiPolygon square(double x, double y, double size) {
    return geo::rectangle({x, y, x + size, y + size});
}

model::Site sample_site(int n) {
    model::Site site;
    site.key = fmt::format("S{:07}", n);
    site.name = fmt::format("康民大药房第{}分店", n);
    site.kind = static_cast<model::SiteKind>(n % 11);
    site.grade = static_cast<model::RiskGrade>(n % 5);
    site.previous_grade = static_cast<model::RiskGrade>((n + n / 5) % 5);
    site.flags = static_cast<std::uint32_t>(n * 37) & 0xfff;
    site.tags = n % 3 == 0 ? "重点;夜间" : "";
    site.licence_number = fmt::format("浙DA{:08}", n);
    site.licence_scope = "中成药;化学药制剂";
    site.credit_code = fmt::format("91330400MA{:08}", n);
    site.address = fmt::format("人民路{}号", n);
    site.owner = "王芳";
    site.phone = fmt::format("138{:08}", n);
    site.township_code = "330424101";
    site.village_code = fmt::format("330424101{:03}", n % 200);
    site.position = {{500000.125 + n % 1000 * 40.5, 3370000.25 + n / 1000 * 35.75},
                     n % 7 == 0 ? model::PositionQuality::approximate : model::PositionQuality::exact,
                     n % 7 == 0 ? 0.75 : 0.0};
    site.last_visit = base::make_date(2025, 1 + n % 12, 1 + n % 28);
    site.licence_expiry = n % 4 == 0 ? base::Date{} : base::make_date(2029, 12, 31);
    site.hazards_found = n % 6;
    return site;
}

std::vector<model::Site> sample_sites(int first, int count) {
    std::vector<model::Site> sites;
    for (int n = first; n < first + count; ++n)
        sites.push_back(sample_site(n));
    return sites;
}

model::Village sample_village(int n) {
    model::Village village;
    village.code = fmt::format("330424101{:03}", n);
    village.name = fmt::format("第{}村", n);
    village.township_code = "330424101";
    village.township_name = "武原镇";
    village.urban_rural_class = 220;
    village.population = 1200.5 + n;
    village.households = 400 + n;
    village.population_over_65 = 250;
    village.contact_key = fmt::format("P{:05}", n);
    village.area = square(500000 + n % 30 * 1000.0, 3370000 + n / 30 * 1000.0, 1000);
    village.position = {{500500 + n % 30 * 1000.0, 3370500 + n / 30 * 1000.0}, model::PositionQuality::exact, 0};
    return village;
}

model::Person sample_person(int n) {
    model::Person person;
    person.key = fmt::format("P{:05}", n);
    person.name = "李强";
    person.role = static_cast<model::PersonRole>(n % 3);
    person.phone = "13900000000";
    person.identity_number = "330424199001011234";
    person.employer = "县市场监督管理局";
    person.township_code = "330424101";
    person.village_code = fmt::format("330424101{:03}", n);
    person.position = {{500100.0 + n * 10, 3370100.0 + n * 10}, model::PositionQuality::exact, 0};
    person.start = base::make_date(2024, 2, 29);
    person.last_training = base::make_date(2025, 6, 1);
    person.training_hours = 12.5;
    person.assessment_passed = n % 5 != 0;
    person.certificate_number = "ZF330424";
    person.skills = "*";
    person.recusals = "S0000001";
    person.capacity_hours = 1500;
    person.capacity_people = 3000;
    person.owns_site = n % 9 == 0;
    return person;
}

model::Road sample_road(int n) {
    model::Road road;
    road.key = fmt::format("way/{}", n);
    road.name = "新桥路";
    road.road_class = static_cast<model::RoadClass>(n % 10);
    road.one_way = n % 2 != 0;
    road.bridge = n % 5 == 0;
    road.line = {{500000.0 + n, 3370000}, {500010.5 + n, 3370020}, {500030.25 + n, 3370040}};
    return road;
}

model::Boundary sample_boundary(int n) {
    model::Boundary boundary;
    boundary.level = n == 0 ? model::BoundaryLevel::county : model::BoundaryLevel::township;
    boundary.code = n == 0 ? "330424" : fmt::format("33042410{}", n);
    boundary.name = "武原镇";
    boundary.area = square(500000, 3370000, 30000);
    boundary.area.parts[0].holes.push_back(
        {{500100, 3370100}, {500100, 3370200}, {500200, 3370200}, {500200, 3370100}, {500100, 3370100}});
    return boundary;
}

model::Water sample_water(int n) {
    model::Water water;
    water.key = fmt::format("w{}", n);
    water.name = "盐平塘";
    water.kind = n % 2 != 0 ? model::WaterKind::river : model::WaterKind::lake;
    if (n % 2 != 0)
        water.line = {{500000, 3370000.0 + n}, {510000, 3371000.0 + n}};
    else
        water.area = square(501000, 3371000.0 + n, 300);
    return water;
}

model::Cell sample_cell(int n) {
    model::Cell cell;
    cell.code = fmt::format("330424101{:05}", n);
    cell.township_code = "330424101";
    cell.area = square(500000 + n % 300 * 100.0, 3370000 + n / 300 * 100.0, 100);
    cell.contact_key = "P00001";
    cell.hours = 3.25 * n;
    return cell;
}

std::string content_of(const fs::path& path) {
    const Connection db(path, wangge::store::Access::read);
    std::string content;
    for (const std::string_view table : edited_tables()) {
        Statement rows(db, fmt::format("SELECT * FROM {} ORDER BY id", sql_name(table)));
        while (rows.step()) {
            content += table;
            for (int i = 0; i < rows.columns(); ++i) {
                content += fmt::format("|{}:", rows.type(i));
                if (rows.type(i) == SQLITE_FLOAT)
                    content += fmt::format("{:a}", rows.real(i));
                else
                    content += rows.type(i) == SQLITE_BLOB ? rows.blob(i) : rows.text(i);
            }
            content += '\n';
        }
    }
    return content;
}

std::string faults_of(Document& document) {
    base::QuietFeedback quiet;
    std::string text;
    for (const CheckFault& fault : document.check(quiet))
        text += fault.code + ": " + fault.detail + "\n";
    return text;
}

std::string output_of(const std::string& command) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen((command + " 2>&1").c_str(), "r"), &pclose);
    std::string text;
    char room[4096];
    while (const std::size_t got = std::fread(room, 1, sizeof room, pipe.get()))
        text.append(room, got);
    return text;
}

} // namespace wangge::store::test
