using Qianliyan.Hj212;

namespace Qianliyan.Simulator.Load;

/// <summary>
/// The checksum of a data segment of fixed length, kept up to date while bytes of it change.
/// </summary>
/// <remarks>
/// Annex A keeps eight bits of state: <c>s' = M(s ^ b)</c> with M linear over GF(2), and the result is one table
/// look-up of the last s. So a byte that changes by d at distance k from the end changes the state by M^k(d),
/// whatever stands around it. M has order 8, hence eight tables.
/// </remarks>
struct IncrementalCrc
{
    const int Order = 8;
    static readonly ushort[] Results = BuildResults();
    static readonly byte[] Powers = BuildPowers();

    readonly int _last;
    byte _state;

    public IncrementalCrc(ReadOnlySpan<byte> segment)
    {
        ArgumentOutOfRangeException.ThrowIfZero(segment.Length, nameof(segment));
        _last = segment.Length - 1;
        byte state = 0xFF;
        foreach (byte b in segment[..^1])
            state = Powers[256 + (state ^ b)];
        _state = (byte)(state ^ segment[^1]);
    }

    public readonly ushort Value => Results[_state];

    /// <summary>The byte at a position of the segment was changed.</summary>
    public void Change(int position, byte before, byte after) =>
        _state ^= Powers[(((_last - position) & (Order - 1)) << 8) + (before ^ after)];

    /// <summary>The checksum of one byte b is the table entry of 0xFF ^ b.</summary>
    static ushort[] BuildResults()
    {
        var results = new ushort[256];
        for (int i = 0; i < results.Length; i++)
            results[i] = Crc212.Compute([(byte)(i ^ 0xFF)]);
        return results;
    }

    /// <summary>Row k holds M^k of every byte.</summary>
    static byte[] BuildPowers()
    {
        var powers = new byte[Order * 256];
        for (int i = 0; i < 256; i++)
        {
            int value = i;
            for (int power = 0; power < Order; power++)
            {
                powers[power * 256 + i] = (byte)value;
                value = Results[value] >> 8;
            }
        }

        return powers;
    }
}
