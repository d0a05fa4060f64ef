// The colours that reach the paper: all of them, or greys with patterns where a colour alone told things apart.
#pragma once
#include "style/symbology.h"

#include <vector>

namespace wangge::paper {

enum class Ink : std::uint8_t { colour, grey };

class Inks {
public:
    // `fills`: colours that mean something as areas, in order of their meaning; in grey each gets a pattern of its own
    // for as long as there are patterns, then they come again.
    Inks(Ink ink, std::vector<style::Colour> fills) : m_ink(ink), m_fills(std::move(fills)) {}

    bool grey() const { return m_ink == Ink::grey; }
    // As it is printed.
    style::Colour print(style::Colour colour) const;
    // In grey the pattern that stands for a fill; null for a colour that has none, and in colour.
    const style::Hatch* pattern_of(style::Colour fill) const;

    static std::size_t pattern_count();

private:
    Ink m_ink;
    std::vector<style::Colour> m_fills;
};

} // namespace wangge::paper
