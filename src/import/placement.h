// Which coordinates a file has - datum, projection, zone, order of axes - and the way from them to the document's
// plane.
#pragma once
#include "import/gazetteer.h"
#include "import/import.h"
#include "import/rows.h"

#include <optional>

namespace wangge::import {

// A row's coordinates as given, and what the row says about where it is.
struct Sample {
    geo::MapPoint raw;
    PlaceMatch match;
};

struct Verdict {
    int epsg = 4490; // 4490 = degrees, whatever the datum
    std::string crs_name;
    bool swapped = false;
    geo::Datum datum = geo::Datum::cgcs2000;
    double confidence = 1;
    DatumEvidence evidence;
    std::vector<base::Message> notices;
};

class Placement {
public:
    Placement(Verdict verdict, const geo::Projection& document);

    const Verdict& verdict() const { return m_verdict; }
    // Points as given to points on the plane, in place; NaN stays, and what cannot be a place becomes NaN. `swapped`
    // (one a point) tells which were turned round.
    void place(std::span<geo::MapPoint> points, std::span<std::uint8_t> swapped) const;
    // The same for a shape; false when a coordinate cannot be placed.
    bool place(Shape& shape) const;

private:
    bool looks_swapped(geo::MapPoint raw) const;
    void to_plane(std::span<geo::MapPoint> points) const;

    Verdict m_verdict;
    geo::Projection m_document;
    std::optional<geo::Projection> m_source; // empty for degrees and for the document's own CRS
    double m_shift = 0;                      // of eastings, between the two ways of writing one zone
    bool m_degrees = true;
};

// Decides by what was asked for (`options`), by what the file declares (`declared_epsg`, 0 = nothing), by how the
// numbers look, and for degrees by comparing the samples with known places of the document under each datum.
//
// Each sample adds a log-likelihood to each datum. A known village area: 0.9 of shops lie in the village that their
// record names, the rest outside with chances falling by e every 200 m. A township area: the same when no village is
// known. A village seat without an area: 1 / (1 + (d/s)2), s the median distance under the best datum. Roads: half the
// weight of 1 / (1 + (d/40 m)2). Half the sum, as rows are not independent, and a prior of 0.6 for CGCS2000 give the
// confidence. Below 0.9, or with fewer than 5 comparable rows, CGCS2000 is assumed and a notice says so.
void weigh_datums(std::span<const Sample> samples, std::optional<geo::Datum> hint, const Context& context,
                  const Gazetteer& gazetteer, Verdict& verdict);
// The share (0..1) of the samples that come to the document's places, or a tenth of their width beyond, when read this
// way; 1 when it has no places yet.
double share_at_home(std::span<const Sample> samples, const Verdict& read_as, const Context& context);
// Another CRS than the one read that brings at least `share` of the samples to the document's places (a zone nearby,
// degrees, UTM, Web Mercator), for advice; 0 = none does.
int other_crs_at_home(std::span<const Sample> samples, const Verdict& read_as, const Context& context,
                      double share = 0.5);
// The whole decision; calls weigh_datums() when the numbers are degrees and the datum is to be detected.
Verdict decide(std::span<const Sample> samples, int declared_epsg, const Options& options,
               std::optional<geo::Datum> hint, const Context& context, const Gazetteer& gazetteer);

} // namespace wangge::import
