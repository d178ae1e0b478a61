using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// A limit (标准限值) of one factor at one point, in the unit of the point. A concentration has an upper limit, a furnace
/// temperature a lower one, pH both; at least one is set. Values are converted (折算) ones where the standard asks for
/// it.
/// </summary>
/// <param name="Factor">The factor as measured; the period tells which mean of it.</param>
/// <param name="Period">The mean the limit is compared with.</param>
/// <param name="Upper">Exceeded above this value; none for no upper limit.</param>
/// <param name="Lower">Violated below this value; none for no lower limit.</param>
/// <param name="Source">The standard or permit the limit comes from, such as <c>GB 18485-2014</c>.</param>
/// <param name="Clause">
/// Source with its table or clause, as findings cite it, such as <c>GB 18485-2014 table 4</c>, where the file names one.
/// </param>
[GenerateSerializer, Immutable, Alias("qly.FactorLimit")]
public sealed record FactorLimit(
    [property: Id(0)] FactorCode Factor,
    [property: Id(1)] LimitPeriod Period,
    [property: Id(2)] Exact Upper,
    [property: Id(3)] Exact Lower,
    [property: Id(4)] string Source,
    [property: Id(5)] string? Clause)
{
    /// <summary>
    /// The first natural day, Beijing time, whose data it judges, until that of the next limit of its factor and period; none
    /// for all days before the next one.
    /// </summary>
    [Id(6)]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>False for one that stands for the time after a limit was taken away.</summary>
    public bool IsBounded => Upper.HasValue || Lower.HasValue;

    /// <summary>Whether it is about the same mean of the same factor as another.</summary>
    public bool IsOf(FactorCode factor, LimitPeriod period) => Factor == factor && Period == period;
}
