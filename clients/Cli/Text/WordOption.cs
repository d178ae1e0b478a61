using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Qianliyan.Cli.Text;

/// <summary>Options whose values are words of a list, instants, or names.</summary>
static class WordOption
{
    /// <summary>One of the words; the default value of <typeparamref name="T"/> when absent.</summary>
    public static Option<T> Create<T>(string name, string description, IReadOnlyDictionary<string, T> words)
        where T : struct, Enum
    {
        Option<T> option = new(name)
        {
            Description = $"{description}: {string.Join(", ", words.Keys)}.",
            HelpName = name.TrimStart('-'),
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (words.TryGetValue(text, out T value))
                    return value;
                result.AddError($"{name} is '{text}'; it must be one of {string.Join(", ", words.Keys)}.");
                return default;
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(_ => words.Keys.Select(word => new CompletionItem(word)));
        return option;
    }

    /// <summary>An instant; see <see cref="TimeText.TryParse"/>.</summary>
    public static Option<DateTimeOffset?> Time(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "time",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (TimeText.TryParse(text, TimeProvider.System.GetUtcNow(), out DateTimeOffset instant))
                    return instant;
                result.AddError(
                    $"{name} is '{text}'; it must be a date, a Beijing time such as 2026-01-31T08:00, "
                    + "a time with offset, or an age such as 30m, 2h, 7d.");
                return null;
            },
        };

    /// <summary>A count from 1.</summary>
    public static Option<int> Count(string name, string description, int value) =>
        new(name)
        {
            Description = description,
            HelpName = "n",
            DefaultValueFactory = _ => value,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
                    return count;
                result.AddError($"{name} is '{text}'; it must be a whole number from 1.");
                return value;
            },
        };

    /// <summary>Whether an option was given and could be read, so that its value may be asked for.</summary>
    public static bool IsRead(this SymbolResult result, Option option) =>
        result.GetResult(option) is { } given && !given.Errors.Any();
}
