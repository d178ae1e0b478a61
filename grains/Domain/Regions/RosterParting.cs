using System.Numerics;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Regions;

/// <summary>
/// Which part a twin belongs to, by linear hashing: parts grow in number one at a time, and then one part gives some of
/// its twins to the new one. Number and content of the parts follow from the set of twins, whatever order they came in.
/// </summary>
/// <remarks>
/// 128 twins a part, between 100 and 250 bytes each, and twice as many before a part is divided: below 64 KiB. So the
/// most parts that a checkpoint writes at once keep within a batch of 4 MiB, and no part comes near the 960 KiB of a row.
/// </remarks>
public static class RosterParting
{
    public const int TwinsPerPart = 128;

    const ulong FnvBasis = 0xCBF29CE484222325;
    const ulong FnvPrime = 0x100000001B3;

    public static int PartsOf(int twins) => Math.Max(1, (twins + TwinsPerPart - 1) / TwinsPerPart);

    public static int NumberOf(TwinName twin, int parts)
    {
        uint range = BitOperations.RoundUpToPowerOf2((uint)parts);
        uint number = Hash(twin) & (range - 1);
        return (int)(number < parts ? number : number - (range / 2));
    }

    /// <summary>The part that gives to the last of so many parts when that is new.</summary>
    public static int GiverOf(int parts) => parts - 1 - (int)(BitOperations.RoundUpToPowerOf2((uint)parts) / 2);

    /// <summary>FNV-1a, its halves folded; the same on every machine and in every version, for pages are named by it.</summary>
    static uint Hash(TwinName twin)
    {
        ulong hash = (FnvBasis ^ (byte)twin.Kind) * FnvPrime;
        foreach (char c in twin.Id)
            hash = (hash ^ c) * FnvPrime;
        return (uint)(hash ^ (hash >> 32));
    }
}
