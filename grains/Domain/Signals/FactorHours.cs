using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Signals;

/// <summary>A value of one factor for each hour of a natural day.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Hours">24 in order, in the factor's unit; none for an hour without a value.</param>
[GenerateSerializer, Immutable, Alias("qly.FactorHours")]
public sealed record FactorHours(
    [property: Id(0)] FactorCode Factor,
    [property: Id(1)] ValueList<Exact> Hours)
{
    public const int InDay = 24;

    public static void WriteAll(EntryWriter writer, ValueList<FactorHours> factors)
    {
        writer.Unsigned((ulong)factors.Count);
        foreach (FactorHours factor in factors.AsSpan())
        {
            writer.Factor(factor.Factor);
            for (int hour = 0; hour < InDay; hour++)
                writer.Exact(factor.Hours[hour]);
        }
    }

    public static ValueList<FactorHours> ReadAll(ref EntryReader reader)
    {
        var factors = new FactorHours[reader.Count()];
        for (int i = 0; i < factors.Length; i++)
        {
            FactorCode factor = reader.Factor();
            var hours = new Exact[InDay];
            for (int hour = 0; hour < InDay; hour++)
                hours[hour] = reader.Exact();
            factors[i] = new FactorHours(factor, [.. hours]);
        }

        return [.. factors];
    }
}
