using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>Values with their flags. A value that does not count is struck through, its flag beside it.</summary>
static class ValueMarkup
{
    /// <summary>Value, the converted one in brackets, then the flag.</summary>
    public static string Of(string value, string converted, DataFlag flag)
    {
        if (value.Length == 0 && converted.Length == 0 && flag == DataFlag.Unspecified)
            return "";
        string number = Markup.Escape(value.Length == 0 ? "-" : NumberText.Of(value));
        if (converted.Length > 0)
            number += Markup.Escape($" ({NumberText.Of(converted)})");
        string letter = Words.Letter(flag);
        if (!Words.IsValid(flag))
            return $"[strikethrough]{number}[/] [yellow]{letter}[/]";
        return letter.Length > 0 ? $"{number} [grey]{letter}[/]" : number;
    }

    /// <summary>A mean with the start of its interval below it.</summary>
    public static string Of(Mean? mean)
    {
        if (mean is null)
            return "";
        string start = TimeText.Of(mean.StartTime);
        string from = start.Length > 0 ? $"\n[grey]{start[5..16]}[/]" : "";
        return Of(mean.Value, mean.ConvertedValue, mean.Flag) + from;
    }

    /// <summary>The code of a factor with its name below it.</summary>
    public static string Factor(string code)
    {
        string name = FactorText.NameOf(code);
        return Markup.Escape(code) + (name.Length > 0 ? $"\n[grey]{Markup.Escape(name)}[/]" : "");
    }

    public static string Paint(string text, Color color) => $"[{color.ToMarkup()}]{Markup.Escape(text)}[/]";
}
