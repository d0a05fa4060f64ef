// Lines: the two edges of the strip are pushed apart by half the width and the width of the soft rim.
uniform vec4 u_transform; // scale xy, offset zw: metres from the bin's origin to the picture
uniform vec2 u_pixel;     // one pixel in the picture's units
uniform float u_width;    // pixels
uniform float u_pixels_per_metre;
in vec2 a_position;
in vec2 a_normal;
in float a_along;
in float a_side;
in float a_width;
in vec4 a_colour;
out vec4 v_colour;
out float v_across;
out float v_along;
out float v_width;

void main() {
    float width = u_width * a_width;
    float reach = 0.5 * width + 1.0;
    v_colour = a_colour;
    v_across = a_side * reach;
    v_along = a_along * u_pixels_per_metre;
    v_width = width;
    vec2 middle = a_position * u_transform.xy + u_transform.zw;
    gl_Position = vec4(middle + a_normal * reach * u_pixel, 0.0, 1.0);
}
