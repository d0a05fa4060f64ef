// Pictures whose texels are premultiplied already; the vertex colour tints and fades them.
uniform sampler2D u_picture;
in vec2 v_texture;
in vec4 v_colour;
out vec4 o_colour;

void main() { o_colour = texture(u_picture, v_texture) * premultiplied(v_colour); }
