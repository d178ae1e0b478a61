using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Qianliyan.Domain.Policies;

/// <summary>Reads a policy file (YAML). Unknown and missing fields are errors, named with their line.</summary>
public static class PolicyFile
{
    static readonly Lazy<Policy> Shipped = new(ReadShipped);

    /// <summary>The national policy that ships with the domain.</summary>
    public static Policy National => Shipped.Value;

    /// <exception cref="InvalidDataException">The text is not a policy; the message names line and field.</exception>
    public static Policy Parse(string yaml)
    {
        IDeserializer deserializer = new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .WithEnforceNullability()
            .WithDuplicateKeyChecking()
            .WithTypeMapping<IReadOnlyList<CellSteps>, List<CellSteps>>()
            .WithTypeMapping<IReadOnlyList<PolicyLimit>, List<PolicyLimit>>()
            .WithTypeMapping<IReadOnlyList<DeviceWord>, List<DeviceWord>>()
            .WithTypeMapping<IReadOnlyList<MarkCode>, List<MarkCode>>()
            .WithTypeMapping<IReadOnlyList<FurnaceLimit>, List<FurnaceLimit>>()
            .WithTypeMapping<IReadOnlyList<HourBudget>, List<HourBudget>>()
            .WithTypeMapping<IReadOnlyList<ConditionStep>, List<ConditionStep>>()
            .WithTypeMapping<IReadOnlyList<string>, List<string>>()
            .WithTypeConverter(new ScalarConverter<FactorCode>(FactorCode.Parse))
            .WithTypeConverter(new ScalarConverter<EscalationLevel>(ParseLevel))
            .WithTypeConverter(new ScalarConverter<MarkCode>(ParseWord<MarkCode>))
            .WithTypeConverter(new ScalarConverter<LateMarks>(ParseWord<LateMarks>))
            .WithTypeConverter(new ScalarConverter<DeviceMarks>(ParseWord<DeviceMarks>))
            .WithTypeConverter(new ScalarConverter<ExemptMode>(ParseWord<ExemptMode>))
            .WithTypeConverter(new ScalarConverter<Coverage>(ParseWord<Coverage>))
            .WithTypeConverter(new ScalarConverter<PmScope>(ParseWord<PmScope>))
            .WithTypeConverter(new ScalarConverter<PmMissing>(ParseWord<PmMissing>))
            .WithTypeConverter(new ScalarConverter<CemsGrain>(ParseWord<CemsGrain>))
            .WithTypeConverter(new ScalarConverter<MarkOverlap>(ParseWord<MarkOverlap>))
            .WithTypeConverter(new ScalarConverter<MissingSlots>(ParseWord<MissingSlots>))
            .WithTypeConverter(new ScalarConverter<ConditionStep>(ParseStep))
            .Build();
        try
        {
            return deserializer.Deserialize<Policy?>(yaml)
                ?? throw new InvalidDataException("Policy, line 1: the file is empty.");
        }
        catch (YamlException e)
        {
            throw new InvalidDataException(
                $"Policy, line {e.Start.Line}{FieldAt(yaml, e.Start)}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    /// <summary>The field that begins, or whose value begins, at a place, where one does.</summary>
    static string FieldAt(string yaml, YamlDotNet.Core.Mark place)
    {
        string line = yaml.Split('\n')[place.Line - 1];
        string before = line[..(int)(place.Column - 1)].TrimEnd();
        string from = line[before.Length..].Trim();
        if (before.EndsWith(':'))
            return $", field '{before[(before.LastIndexOfAny([' ', '{', ',']) + 1)..^1]}'";
        int colon = from.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? $", field '{from[..colon]}'" : "";
    }

    static EscalationLevel ParseLevel(string text) =>
        Enum.TryParse(text, ignoreCase: true, out EscalationLevel level)
        && Enum.IsDefined(level) && level.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)
            ? level
            : throw new FormatException($"'{text}' is not one of normal, notice, warning and exceeded.");

    /// <summary>One of the names of an enum, in camel case.</summary>
    static T ParseWord<T>(string text)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (CamelCaseNamingConvention.Instance.Apply(value.ToString()) == text)
                return value;
        }

        IEnumerable<string> names = Enum.GetNames<T>().Select(CamelCaseNamingConvention.Instance.Apply);
        throw new FormatException($"'{text}' is not one of {string.Join(", ", names)}.");
    }

    static ConditionStep ParseStep(string text) =>
        text.Split(" > ") is [var from, var to]
            ? new ConditionStep(ParseWord<MarkCode>(from), ParseWord<MarkCode>(to))
            : throw new FormatException($"'{text}' is not two conditions with ' > ' between them.");

    static Policy ReadShipped()
    {
        using Stream stream = typeof(PolicyFile).Assembly.GetManifestResourceStream(
            "Qianliyan.Domain.Policies.national.yaml")
            ?? throw new InvalidOperationException("The shipped policy is not in the assembly.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    sealed class ScalarConverter<T>(Func<string, T> parse) : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(T);

        public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer) =>
            parse(parser.Consume<YamlDotNet.Core.Events.Scalar>().Value);

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            throw new NotSupportedException("Policies are read, never written.");
    }
}
