namespace Qianliyan.Hj212;

/// <summary>Where the parts of the data segment stand in the frame.</summary>
struct HeaderSlices
{
    public TextSlice Segment;
    public TextSlice Qn;
    public TextSlice St;
    public TextSlice Password;
    public TextSlice Mn;
    public TextSlice Area;
}
