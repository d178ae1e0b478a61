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

    /// <summary>
    /// Any of the words, the option given once for each, or <c>all</c> for every one; empty when absent.
    /// </summary>
    public static Option<T[]> Several<T>(string name, string description, IReadOnlyDictionary<string, T> words)
        where T : struct, Enum
    {
        string choice = $"all, {string.Join(", ", words.Keys)}";
        Option<T[]> option = new(name)
        {
            Description = $"{description}: {choice}. May be given several times.",
            HelpName = name.TrimStart('-'),
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => [],
            CustomParser = result =>
            {
                var values = new List<T>();
                foreach (Token token in result.Tokens)
                {
                    if (token.Value.Equals("all", StringComparison.OrdinalIgnoreCase))
                        values.AddRange(words.Values);
                    else if (words.TryGetValue(token.Value, out T value))
                        values.Add(value);
                    else
                        result.AddError($"{name} is '{token.Value}'; it must be one of {choice}.");
                }

                return [.. values.Distinct()];
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(_ => words.Keys.Prepend("all").Select(word => new CompletionItem(word)));
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
                    $"{name} is '{text}'; it must be a date of the years 2000 to 2099, a Beijing time such as "
                    + "2026-01-31T08:00, a time with offset, or an age such as 30m, 2h, 7d.");
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

    /// <summary>Refuses an end that is not after the start.</summary>
    public static void CheckOrder(
        this CommandResult result, Option<DateTimeOffset?> from, Option<DateTimeOffset?> to)
    {
        if (result.IsRead(from) && result.IsRead(to)
            && result.GetValue(from) is { } start && result.GetValue(to) is { } end && start >= end)
        {
            result.AddError($"{from.Name} ({start:O}) must lie before {to.Name} ({end:O}).");
        }
    }

    /// <summary>Whether an option was given and could be read, so that its value may be asked for.</summary>
    public static bool IsRead(this SymbolResult result, Option option) =>
        result.GetResult(option) is { } given && !given.Errors.Any();
}
