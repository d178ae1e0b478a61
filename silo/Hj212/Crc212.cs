using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Qianliyan.Hj212;

/// <summary>
/// The checksum of HJ 212-2017 annex A (CRC校验). It is not CRC-16/MODBUS: every byte is XORed into the register after
/// the register was shifted right by eight, so the low byte of the register is lost and only 256 results exist.
/// </summary>
/// <remarks>
/// Only the high byte survives a step: h' = M(h ^ b), with M linear over GF(2). Hence sixteen interleaved byte streams
/// can be folded side by side, acc' = M^16(acc) ^ block, where M^16 is two nibble look-ups; lane j then weighs
/// M^(16-j). The last byte goes through the full 16-bit table.
/// </remarks>
public static class Crc212
{
    const int Lanes = 16;
    const byte InitialState = 0xFF;

    static readonly ushort[] Table = BuildTable();
    static readonly byte[] Powers = BuildPowers();
    static readonly Vector128<byte> LowNibbles = Nibbles(shift: 0);
    static readonly Vector128<byte> HighNibbles = Nibbles(shift: 4);

    /// <summary>The checksum of a data segment; it is printed as four upper-case hex digits, high byte first.</summary>
    public static ushort Compute(ReadOnlySpan<byte> segment)
    {
        if (segment.IsEmpty)
            return 0xFFFF;
        int state = Fold(segment[..^1]);
        return Table[state ^ segment[^1]];
    }

    /// <summary>Whether annex A can yield this value at all (256 of the 65,536 can occur).</summary>
    public static bool IsPossible(ushort crc) => Table.AsSpan().Contains(crc);

    static int Fold(ReadOnlySpan<byte> bytes)
    {
        int state = InitialState;
        if (Vector128.IsHardwareAccelerated && bytes.Length >= 2 * Lanes)
        {
            ReadOnlySpan<Vector128<byte>> blocks = MemoryMarshal.Cast<byte, Vector128<byte>>(bytes);
            Vector128<byte> nibble = Vector128.Create((byte)0x0F);
            Vector128<byte> lanes = blocks[0] ^ Vector128.CreateScalar(InitialState);
            for (int i = 1; i < blocks.Length; i++)
            {
                Vector128<byte> high = (lanes.AsUInt16() >>> 4).AsByte() & nibble;
                lanes = Vector128.ShuffleNative(LowNibbles, lanes & nibble)
                    ^ Vector128.ShuffleNative(HighNibbles, high)
                    ^ blocks[i];
            }

            state = 0;
            for (int lane = 0; lane < Lanes; lane++)
                state ^= Powers[(Lanes - 1 - lane) * 256 + lanes.GetElement(lane)];
            bytes = bytes[(blocks.Length * Lanes)..];
        }

        foreach (byte b in bytes)
            state = Powers[state ^ b];
        return state;
    }

    static ushort[] BuildTable()
    {
        var table = new ushort[256];
        for (int i = 0; i < table.Length; i++)
        {
            int register = i;
            for (int bit = 0; bit < 8; bit++)
                register = (register & 1) == 0 ? register >> 1 : (register >> 1) ^ 0xA001;
            table[i] = (ushort)register;
        }

        return table;
    }

    /// <summary>Row k (from 0) holds M^(k+1) of every byte.</summary>
    static byte[] BuildPowers()
    {
        var powers = new byte[Lanes * 256];
        for (int i = 0; i < 256; i++)
        {
            int value = i;
            for (int power = 0; power < Lanes; power++)
            {
                value = Table[value] >> 8;
                powers[power * 256 + i] = (byte)value;
            }
        }

        return powers;
    }

    static Vector128<byte> Nibbles(int shift)
    {
        Span<byte> entries = stackalloc byte[Lanes];
        for (int i = 0; i < Lanes; i++)
            entries[i] = Powers[(Lanes - 1) * 256 + (i << shift)];
        return Vector128.Create<byte>(entries);
    }
}
