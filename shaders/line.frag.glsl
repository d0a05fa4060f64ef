// Lines with soft rims and dashes.
uniform vec4 u_colour;
uniform vec4 u_dash;         // on, off, on, off in pixels
uniform float u_dash_length; // sum of the dash; 0 = solid
uniform float u_solid_rim;   // 1 = a pixel is drawn wholly or not at all
in vec4 v_colour;
in float v_across;
in float v_along;
in float v_width;
out vec4 o_colour;

void main() {
    float cover = band_cover(abs(v_across), v_width);
    if (u_dash_length > 0.0) {
        float t = mod(v_along, u_dash_length);
        float first = band_cover(t - 0.5 * u_dash.x, u_dash.x) + band_cover(t - u_dash_length - 0.5 * u_dash.x, u_dash.x);
        float second = band_cover(t - u_dash.x - u_dash.y - 0.5 * u_dash.z, u_dash.z);
        cover *= min(first + second, 1.0);
    }
    if (u_solid_rim > 0.5) {
        if (cover < 0.5) discard;
        cover = 1.0;
    }
    o_colour = premultiplied(u_colour * v_colour) * cover;
}
