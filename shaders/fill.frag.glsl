// Areas in one colour each.
uniform float u_opacity;
in vec4 v_colour;
out vec4 o_colour;

void main() { o_colour = premultiplied(v_colour) * u_opacity; }
