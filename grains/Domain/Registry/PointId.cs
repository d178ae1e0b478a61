namespace Qianliyan.Domain.Registry;

/// <summary>
/// A monitoring point (监测点位): the MN of the data logger and the system code ST, since one logger may carry several
/// outlets. Written <c>{MN}-{ST}</c> and read by splitting at the last hyphen: in the field an MN may hold
/// <c>-</c> and <c>_</c>, an ST never does. Case counts.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.PointId")]
public readonly record struct PointId : IComparable<PointId>
{
    /// <summary>Two characters in HJ 212-2017 table 5; three are seen in the field (ST=101).</summary>
    public const int MaxStLength = 4;

    /// <exception cref="FormatException">A character that ids do not have, or a wrong length.</exception>
    public PointId(string mn, string st)
    {
        if (!IsMn(mn))
            throw new FormatException($"MN '{mn}' is not 1 to 64 letters, digits, '-', '_' or '.'.");
        if (!IsSt(st))
            throw new FormatException($"ST '{st}' is not 1 to 4 letters or digits.");
        (Mn, St) = (mn, st);
    }

    /// <summary>Device number (设备唯一标识).</summary>
    [Id(0)]
    public string Mn { get; }

    /// <summary>System code (系统编码), HJ 212-2017 table 5.</summary>
    [Id(1)]
    public string St { get; }

    public static bool IsMn(ReadOnlySpan<char> text) => IdText.IsId(text);

    public static bool IsSt(ReadOnlySpan<char> text) => IdText.IsPlain(text, MaxStLength);

    public static bool TryParse(string? text, out PointId point)
    {
        point = default;
        int hyphen = text?.LastIndexOf('-') ?? -1;
        if (hyphen < 0 || !IsMn(text.AsSpan(0, hyphen)) || !IsSt(text.AsSpan(hyphen + 1)))
            return false;
        point = new PointId(text![..hyphen], text[(hyphen + 1)..]);
        return true;
    }

    /// <exception cref="FormatException">Not <c>{MN}-{ST}</c>.</exception>
    public static PointId Parse(string text) =>
        TryParse(text, out PointId point)
            ? point
            : throw new FormatException($"Point '{text}' is not of the form MN-ST.");

    public int CompareTo(PointId other)
    {
        int byMn = string.CompareOrdinal(Mn, other.Mn);
        return byMn != 0 ? byMn : string.CompareOrdinal(St, other.St);
    }

    public override string ToString() => $"{Mn}-{St}";

    public static bool operator <(PointId left, PointId right) => left.CompareTo(right) < 0;
    public static bool operator >(PointId left, PointId right) => left.CompareTo(right) > 0;
    public static bool operator <=(PointId left, PointId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(PointId left, PointId right) => left.CompareTo(right) >= 0;
}
