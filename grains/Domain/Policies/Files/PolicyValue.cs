using System.Globalization;
using System.Reflection;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using YamlDotNet.Serialization.NamingConventions;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>How the text of a value in a policy file is read as a type of the domain.</summary>
static class PolicyValue
{
    /// <summary>Whether a type is read from the text of one value in a way of its own.</summary>
    public static bool IsRead(Type type)
    {
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner.IsEnum || inner == typeof(DateOnly) || inner == typeof(Exact) || ParserOf(inner) is not null;
    }

    /// <exception cref="FormatException">The text is no value of the type.</exception>
    public static object Read(Type type, string text)
    {
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner.IsEnum)
            return Choice(inner, text);
        if (inner == typeof(DateOnly))
            return Day(text);
        if (inner == typeof(Exact))
            return Number(text);
        try
        {
            return ParserOf(inner)!.Invoke(null, [text])!;
        }
        catch (TargetInvocationException e) when (e.InnerException is FormatException wrong)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }

    /// <summary>A number without what does not change it; any other text as it is.</summary>
    public static string WithoutTrailingZeros(string text) =>
        text.Contains('.', StringComparison.Ordinal)
        && decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? text.TrimEnd('0').TrimEnd('.')
            : text;

    /// <summary>The names of an enum as fields are written.</summary>
    public static IEnumerable<string> ChoicesOf(Type choice) =>
        Enum.GetNames(choice).Select(CamelCaseNamingConvention.Instance.Apply);

    /// <summary>A choice as files write it.</summary>
    public static string WordOf(Enum choice) => CamelCaseNamingConvention.Instance.Apply(choice.ToString());

    /// <summary>What a list holds; none where a type is no list.</summary>
    public static Type? ItemOf(Type type) =>
        type == typeof(PolicyLimits) ? typeof(PolicyLimit)
        : type.IsGenericType && type.GetGenericTypeDefinition() is var list
            && (list == typeof(IReadOnlyList<>) || list == typeof(ValueList<>)) ? type.GetGenericArguments()[0]
        : null;

    static object Choice(Type type, string text)
    {
        int index = ChoicesOf(type).ToList().IndexOf(text);
        return index >= 0
            ? Enum.Parse(type, Enum.GetNames(type)[index])
            : throw new FormatException($"is not one of {string.Join(", ", ChoicesOf(type))}");
    }

    static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new FormatException("is not a day such as 2026-08-15");

    static Exact Number(string text) =>
        decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out decimal value)
            ? Exact.From(value)
            : throw new FormatException("is not a number");

    static MethodInfo? ParserOf(Type type) =>
        type.Namespace!.StartsWith("Qianliyan", StringComparison.Ordinal)
        && type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string)]) is { } parse
        && parse.ReturnType == type
            ? parse
            : null;
}
