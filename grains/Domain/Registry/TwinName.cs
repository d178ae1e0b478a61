using Qianliyan.Domain.Geography;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// The resource name of a twin, used as grain key, journal key and API name alike: <c>points/{MN}-{ST}</c>,
/// <c>enterprises/{code}</c>, <c>incinerators/{plant}-{furnace}</c>, <c>cells/{cell}</c>, <c>regions/{code}</c>,
/// <c>cases/{id}</c>. A name that parses holds a well-formed id of its kind.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.TwinName")]
public readonly record struct TwinName : IComparable<TwinName>
{
    TwinName(TwinKind kind, string id) => (Kind, Id) = (kind, id);

    [Id(0)]
    public TwinKind Kind { get; }

    /// <summary>The part behind the slash.</summary>
    [Id(1)]
    public string Id { get; }

    public bool IsEmpty => Kind == TwinKind.None;

    public static TwinName Of(PointId point) => new(TwinKind.Point, point.ToString());

    public static TwinName Of(EnterpriseId enterprise) => new(TwinKind.Enterprise, enterprise.ToString());

    public static TwinName Of(IncineratorId incinerator) => new(TwinKind.Incinerator, incinerator.ToString());

    public static TwinName Of(CellId cell) => new(TwinKind.Cell, cell.ToString());

    public static TwinName Of(RegionCode region) => new(TwinKind.Region, region.ToString());

    /// <exception cref="FormatException">The id is not 1 to 64 letters, digits, '-', '_' and '.'.</exception>
    public static TwinName OfCase(string id) =>
        IdText.IsId(id)
            ? new TwinName(TwinKind.Case, id)
            : throw new FormatException($"Case id '{id}' is not 1 to 64 letters, digits, '-', '_' or '.'.");

    /// <exception cref="InvalidOperationException">The twin is of another kind (so for the four below).</exception>
    public PointId AsPoint() => Is(TwinKind.Point) ? PointId.Parse(Id) : throw Not(TwinKind.Point);

    public EnterpriseId AsEnterprise() =>
        Is(TwinKind.Enterprise) ? EnterpriseId.Parse(Id) : throw Not(TwinKind.Enterprise);

    public IncineratorId AsIncinerator() =>
        Is(TwinKind.Incinerator) ? IncineratorId.Parse(Id) : throw Not(TwinKind.Incinerator);

    public CellId AsCell() => Is(TwinKind.Cell) ? CellId.Parse(Id) : throw Not(TwinKind.Cell);

    public RegionCode AsRegion() => Is(TwinKind.Region) ? RegionCode.Parse(Id) : throw Not(TwinKind.Region);

    /// <summary>The twin of a kind by the id part of its name, as a grain key holds it.</summary>
    /// <exception cref="FormatException">The id is not one of that kind.</exception>
    public static TwinName OfKind(TwinKind kind, string id) => Parse($"{Collection(kind)}/{id}");

    public static bool TryParse(string? text, out TwinName name)
    {
        name = default;
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0)
            return false;
        string id = text![(slash + 1)..];
        TwinKind kind = text.AsSpan(0, slash) switch
        {
            "points" when PointId.TryParse(id, out _) => TwinKind.Point,
            "enterprises" when EnterpriseId.TryParse(id, out _) => TwinKind.Enterprise,
            "incinerators" when IncineratorId.TryParse(id, out _) => TwinKind.Incinerator,
            "cells" when CellId.TryParse(id, out _) => TwinKind.Cell,
            "regions" when RegionCode.TryParse(id, out _) => TwinKind.Region,
            "cases" when IdText.IsId(id) => TwinKind.Case,
            _ => TwinKind.None,
        };
        if (kind == TwinKind.None)
            return false;
        name = new TwinName(kind, id);
        return true;
    }

    /// <exception cref="FormatException">Not the name of a twin.</exception>
    public static TwinName Parse(string text) =>
        TryParse(text, out TwinName name)
            ? name
            : throw new FormatException(
                $"'{text}' is not the name of a twin, such as points/MN-ST, enterprises/code, "
                + "incinerators/plant-furnace, cells/130100-3km-0123-0456, regions/130100 or cases/id.");

    /// <summary>By kind, then by id, character by character.</summary>
    public int CompareTo(TwinName other)
    {
        int byKind = Kind.CompareTo(other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Id, other.Id);
    }

    public override string ToString() => IsEmpty ? "" : $"{Collection(Kind)}/{Id}";

    bool Is(TwinKind kind) => Kind == kind;

    InvalidOperationException Not(TwinKind kind) => new($"'{this}' is not a twin of kind {kind}.");

    /// <summary>The collection that the resource names of a kind begin with, such as <c>points</c>.</summary>
    public static string Collection(TwinKind kind) =>
        kind switch
        {
            TwinKind.Point => "points",
            TwinKind.Enterprise => "enterprises",
            TwinKind.Incinerator => "incinerators",
            TwinKind.Cell => "cells",
            TwinKind.Region => "regions",
            _ => "cases",
        };

    public static bool operator <(TwinName left, TwinName right) => left.CompareTo(right) < 0;
    public static bool operator >(TwinName left, TwinName right) => left.CompareTo(right) > 0;
    public static bool operator <=(TwinName left, TwinName right) => left.CompareTo(right) <= 0;
    public static bool operator >=(TwinName left, TwinName right) => left.CompareTo(right) >= 0;
}
