// Glyphs: red holds the letter's cover, green its halo's.
uniform sampler2D u_picture;
uniform float u_halo; // 1 = draw the halo, 0 = the letter
in vec2 v_texture;
in vec4 v_colour;
out vec4 o_colour;

void main() {
    vec2 cover = texture(u_picture, v_texture).rg;
    o_colour = premultiplied(v_colour) * mix(cover.r, cover.g, u_halo);
}
