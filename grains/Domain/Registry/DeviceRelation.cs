using System.Globalization;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// Which treatment device must run while a production device does (产治关系). Written
/// <c>MN1-44:d20401&gt;MN1-44:d30401&gt;10&gt;0.3</c>; minutes and share may be left out.
/// </summary>
/// <param name="AllowedMinutes">
/// Minutes for which production may run alone, 0 to 1,440; none where the policy's hold.
/// </param>
/// <param name="IdleShare">
/// Share of its learned baseline below which the treatment device idles, above 0 to 1; none where the policy's holds.
/// </param>
[GenerateSerializer, Immutable, Alias("qly.DeviceRelation")]
public sealed record DeviceRelation(
    [property: Id(0)] DeviceId Production,
    [property: Id(1)] DeviceId Treatment,
    [property: Id(2)] int? AllowedMinutes,
    [property: Id(3)] Exact IdleShare)
{
    const int MostMinutes = 1_440;

    public static bool TryParse(string? text, out DeviceRelation relation)
    {
        relation = null!;
        string[] parts = text?.Split('>', StringSplitOptions.TrimEntries) ?? [];
        if (parts.Length is < 2 or > 4
            || !DeviceId.TryParse(parts[0], out DeviceId production)
            || !DeviceId.TryParse(parts[1], out DeviceId treatment)
            || production == treatment)
        {
            return false;
        }

        int? minutes = null;
        if (parts.Length > 2 && parts[2].Length > 0)
        {
            if (!int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int allowed)
                || allowed > MostMinutes)
            {
                return false;
            }

            minutes = allowed;
        }

        Exact share = Exact.None;
        if (parts.Length > 3 && parts[3].Length > 0)
        {
            if (!decimal.TryParse(parts[3], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal idle)
                || idle is <= 0 or > 1)
            {
                return false;
            }

            share = idle;
        }

        relation = new DeviceRelation(production, treatment, minutes, share);
        return true;
    }

    /// <exception cref="FormatException">Not <c>production&gt;treatment&gt;minutes&gt;share</c>.</exception>
    public static DeviceRelation Parse(string text) =>
        TryParse(text, out DeviceRelation relation)
            ? relation
            : throw new FormatException(
                $"Relation '{text}' is not of the form production>treatment>minutes>share, such as "
                + "MN1-44:d20401>MN1-44:d30401>10>0.3.");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Production}>{Treatment}>{AllowedMinutes}>{IdleShare}").TrimEnd('>');
}
