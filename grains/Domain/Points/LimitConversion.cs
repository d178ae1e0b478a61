using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Points;

/// <summary>
/// A limit that a standard writes at one reference oxygen (基准氧含量), held against means at another:
/// <c>C x (21 - reference) / (21 - written for)</c>, the conversion of concentrations (HJ 212-2017 annex D).
/// </summary>
/// <param name="Written">The limit as the standard has it.</param>
/// <param name="WrittenFor">The oxygen that it is written for, percent by volume.</param>
/// <param name="Reference">The oxygen that the means are converted to, percent by volume.</param>
/// <param name="Air">Oxygen of air, percent by volume.</param>
public sealed record LimitConversion(Exact Written, Exact WrittenFor, Exact Reference, decimal Air)
{
    /// <summary>
    /// The limit at <see cref="Reference"/>. Digits beyond the 17th are cut off: a mean has no more, so that whatever is over
    /// this is over the exact quotient, and the other way round.
    /// </summary>
    public Exact Converted
    {
        get
        {
            decimal exact = Written.Value * (Air - Reference.Value) / (Air - WrittenFor.Value);
            var rounded = Exact.From(exact);
            return Exact.Computed(
                rounded.Value > exact
                    ? rounded.Value - new decimal(1, 0, 0, isNegative: false, (byte)rounded.Scale)
                    : rounded.Value);
        }
    }

    /// <summary>The arithmetic in words.</summary>
    public string Words => FormattableString.Invariant(
        $"the limit is {Written} at {WrittenFor} % of oxygen, that is {Written} x ({Air} - {Reference}) / ({Air} - {WrittenFor}) ")
        + FormattableString.Invariant($"= {Converted} at {Reference} %");

    /// <returns>Null where there is nothing to convert: the limit, or the means, are at no oxygen or at the same.</returns>
    public static LimitConversion? Of(Exact written, Exact writtenFor, Exact reference, decimal air) =>
        writtenFor.HasValue && reference.HasValue && writtenFor != reference
            ? new LimitConversion(written, writtenFor, reference, air)
            : null;
}
