using System.Text;

namespace Qianliyan.Hj212;

/// <summary>Deviations in words: the name of each set bit, parted into words.</summary>
public static class DeviationText
{
    static readonly (Deviations Deviation, string Words)[] Table =
    [
        .. Enum.GetValues<Deviations>()
            .Where(deviation => deviation != Deviations.None)
            .Select(deviation => (deviation, InWords(deviation.ToString()))),
    ];

    public static IEnumerable<string> Describe(Deviations deviations)
    {
        foreach ((Deviations deviation, string words) in Table)
        {
            if (deviations.HasFlag(deviation))
                yield return words;
        }
    }

    static string InWords(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        foreach (char c in name)
        {
            if (char.IsAsciiLetterUpper(c) && words.Length > 0)
                words.Append(' ').Append(char.ToLowerInvariant(c));
            else
                words.Append(c);
        }

        return words.ToString();
    }
}
