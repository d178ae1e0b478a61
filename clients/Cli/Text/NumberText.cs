using System.Globalization;

namespace Qianliyan.Cli.Text;

/// <summary>Exact decimals of the API, short enough for a table; JSON output keeps every digit.</summary>
static class NumberText
{
    const int Decimals = 4;

    /// <summary>Rounded to four decimals when there are more; anything else as it is.</summary>
    public static string Of(string number)
    {
        int point = number.IndexOf('.', StringComparison.Ordinal);
        return point >= 0 && number.Length - point - 1 > Decimals
            && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            ? decimal.Round(exact, Decimals, MidpointRounding.AwayFromZero)
                .ToString("0.####", CultureInfo.InvariantCulture)
            : number;
    }
}
