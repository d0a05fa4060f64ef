// Patterns that lie on the paper: strokes in the area's colour over a pale ground.
uniform vec4 u_ground;
uniform vec4 u_pattern; // kind 0 diagonal, 1 antidiagonal, 2 cross, 3 dashed horizontals, 4 dots; pitch; width; scale
uniform vec2 u_paper;   // pixels that the paper was moved
in vec4 v_colour;
out vec4 o_colour;

float stripes(float across) {
    float pitch = u_pattern.y;
    float d = abs(mod(across + 0.5 * pitch, pitch) - 0.5 * pitch);
    return band_cover(d, u_pattern.z);
}

float strokes(vec2 p) {
    const float root = 0.70710678;
    float kind = u_pattern.x, pitch = u_pattern.y;
    if (kind < 0.5) return stripes((p.x - p.y) * root);
    if (kind < 1.5) return stripes((p.x + p.y) * root);
    if (kind < 2.5) return max(stripes((p.x - p.y) * root), stripes((p.x + p.y) * root));
    if (kind < 3.5) {
        float row = floor(p.y / pitch + 0.5);
        float period = 6.0 * u_pattern.w;
        float along = mod(p.x + mod(row, 2.0) * 0.5 * period, period);
        return stripes(p.y) * clamp(4.0 * u_pattern.w - along + 0.5, 0.0, 1.0);
    }
    // Dots in staggered rows.
    float row = floor(p.y / pitch + 0.5);
    vec2 q = vec2(p.x + mod(row, 2.0) * 0.5 * pitch, p.y);
    vec2 nearest = (floor(q / pitch + 0.5)) * pitch;
    return clamp(u_pattern.z + 0.5 - distance(q, nearest), 0.0, 1.0);
}

void main() {
    vec4 stroke = premultiplied(v_colour) * strokes(gl_FragCoord.xy - u_paper);
    o_colour = stroke + premultiplied(u_ground) * (1.0 - stroke.a);
}
