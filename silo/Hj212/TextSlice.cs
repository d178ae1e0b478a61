namespace Qianliyan.Hj212;

/// <summary>A piece of the frame; a length of zero may still have a place.</summary>
readonly record struct TextSlice(ushort Start, ushort Length)
{
    public int End => Start + Length;

    public static TextSlice Between(int start, int end) => new((ushort)start, (ushort)(end - start));
}
