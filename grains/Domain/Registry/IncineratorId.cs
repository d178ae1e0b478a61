namespace Qianliyan.Domain.Registry;

/// <summary>
/// One furnace of an incineration plant (焚烧炉): <c>{plant}-{furnace}</c>, split at the last hyphen; the furnace is a
/// number or letters without a hyphen.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.IncineratorId")]
public readonly record struct IncineratorId : IComparable<IncineratorId>
{
    public const int MaxFurnaceLength = 8;

    /// <exception cref="FormatException">A character that ids do not have, or a wrong length.</exception>
    public IncineratorId(string plant, string furnace)
    {
        if (!IdText.IsId(plant))
            throw new FormatException($"Plant '{plant}' is not 1 to 64 letters, digits, '-', '_' or '.'.");
        if (!IdText.IsPlain(furnace, MaxFurnaceLength))
            throw new FormatException($"Furnace '{furnace}' is not 1 to 8 letters or digits.");
        (Plant, Furnace) = (plant, furnace);
    }

    [Id(0)]
    public string Plant { get; }

    [Id(1)]
    public string Furnace { get; }

    public static bool TryParse(string? text, out IncineratorId incinerator)
    {
        incinerator = default;
        int hyphen = text?.LastIndexOf('-') ?? -1;
        if (hyphen < 0
            || !IdText.IsId(text.AsSpan(0, hyphen))
            || !IdText.IsPlain(text.AsSpan(hyphen + 1), MaxFurnaceLength))
        {
            return false;
        }

        incinerator = new IncineratorId(text![..hyphen], text[(hyphen + 1)..]);
        return true;
    }

    /// <exception cref="FormatException">Not <c>{plant}-{furnace}</c>.</exception>
    public static IncineratorId Parse(string text) =>
        TryParse(text, out IncineratorId incinerator)
            ? incinerator
            : throw new FormatException($"Incinerator '{text}' is not of the form plant-furnace.");

    public int CompareTo(IncineratorId other)
    {
        int byPlant = string.CompareOrdinal(Plant, other.Plant);
        return byPlant != 0 ? byPlant : string.CompareOrdinal(Furnace, other.Furnace);
    }

    public override string ToString() => $"{Plant}-{Furnace}";

    public static bool operator <(IncineratorId left, IncineratorId right) => left.CompareTo(right) < 0;
    public static bool operator >(IncineratorId left, IncineratorId right) => left.CompareTo(right) > 0;
    public static bool operator <=(IncineratorId left, IncineratorId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(IncineratorId left, IncineratorId right) => left.CompareTo(right) >= 0;
}
