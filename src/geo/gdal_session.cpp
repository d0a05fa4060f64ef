#include "geo/gdal_session.h"

#include <gdal_priv.h>
#include <mutex>

namespace wangge::geo {
namespace {

void register_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        // No plugin from an environment variable, no world file hunting on the network, no side files on reading.
        CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
        CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
        CPLSetConfigOption("GDAL_HTTP_TIMEOUT", "1");
        CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none");
        // Rows are numbered and headings found by us, and cells come as they are written.
        CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
        CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "AUTO");
        CPLSetConfigOption("OGR_XLS_HEADERS", "DISABLE");
        CPLSetConfigOption("OGR_XLS_FIELD_TYPES", "AUTO");
        CPLSetConfigOption("OGR_ODS_HEADERS", "DISABLE");
        CPLSetConfigOption("OGR_ODS_FIELD_TYPES", "AUTO");
        CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "500");
        GDALAllRegister();
    });
}

} // namespace

void CloseDataset::operator()(GDALDataset* dataset) const {
    GDALClose(dataset);
}

GdalSession::GdalSession() {
    register_once();
    CPLPushErrorHandlerEx([](CPLErr kind, CPLErrorNum number, const char* message) { hear(kind, number, message); },
                          this);
}

GdalSession::~GdalSession() {
    CPLPopErrorHandler();
    CPLErrorReset();
}

void GdalSession::hear(int kind, int, const char* message) {
    auto* self = static_cast<GdalSession*>(CPLGetErrorHandlerUserData());
    if (kind < CE_Warning)
        return;
    ++self->m_errors;
    if (self->m_said.empty())
        self->m_said = std::string(message).substr(0, 300);
}

DatasetPtr GdalSession::open(const std::string& name, unsigned flags, const std::vector<std::string>& drivers,
                             const std::vector<std::string>& open_options) {
    CPLStringList allowed, options;
    for (const std::string& driver : drivers)
        allowed.AddString(driver.c_str());
    for (const std::string& option : open_options)
        options.AddString(option.c_str());
    return DatasetPtr(GDALDataset::Open(name.c_str(), flags | GDAL_OF_READONLY, allowed.List(), options.List()));
}

} // namespace wangge::geo
