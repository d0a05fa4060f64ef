#version 330 core
// Put before every other shader file. Colours leave the shaders premultiplied.

vec4 premultiplied(vec4 colour) { return vec4(colour.rgb * colour.a, colour.a); }

// How much of a pixel `d` pixels from the middle of a band of that width is covered (a box filter one pixel wide).
float band_cover(float d, float width) {
    return clamp(min(d + 0.5, 0.5 * width) - max(d - 0.5, -0.5 * width), 0.0, 1.0);
}
