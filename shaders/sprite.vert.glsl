// Symbols, glyphs and pictures: rectangles in device pixels.
uniform vec4 u_transform; // scale xy, offset zw
in vec2 a_position;
in vec2 a_texture;
in vec4 a_colour;
out vec2 v_texture;
out vec4 v_colour;

void main() {
    v_texture = a_texture;
    v_colour = a_colour;
    gl_Position = vec4(a_position * u_transform.xy + u_transform.zw, 0.0, 1.0);
}
