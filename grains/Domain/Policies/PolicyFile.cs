using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Qianliyan.Domain.Policies;

/// <summary>Reads a policy file (YAML). Unknown and missing fields are errors, named with their line.</summary>
public static class PolicyFile
{
    static readonly Lazy<Policy> Shipped = new(() => Parse(ReadShippedText()));

    /// <summary>The national policy that ships with the domain.</summary>
    public static Policy National => Shipped.Value;

    /// <summary>The file of it.</summary>
    public static string NationalYaml => ReadShippedText();

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
            .WithTypeMapping<IReadOnlyList<PlausibleMaximum>, List<PlausibleMaximum>>()
            .WithTypeMapping<IReadOnlyList<LegalBasis>, List<LegalBasis>>()
            .WithTypeMapping<IReadOnlyList<string>, List<string>>()
            .WithTypeMapping<IReadOnlyList<int>, List<int>>()
            .WithTypeMapping<IReadOnlyList<FactorCode>, List<FactorCode>>()
            .WithTypeConverter(new ScalarConverter<FactorCode>(FactorCode.Parse))
            .WithTypeConverter(new ScalarConverter<EscalationLevel>(ParseName<EscalationLevel>))
            .WithTypeConverter(new ScalarConverter<FalseMarkGround>(ParseName<FalseMarkGround>))
            .WithTypeConverter(new ScalarConverter<GasDenominator>(ParseName<GasDenominator>))
            .WithTypeConverter(new ScalarConverter<ConversionOrder>(ParseName<ConversionOrder>))
            .WithTypeConverter(new ScalarConverter<JudgeRounding>(ParseName<JudgeRounding>))
            .WithTypeConverter(new ScalarConverter<NegativeValues>(ParseName<NegativeValues>))
            .WithTypeConverter(new ScalarConverter<CountUnit>(ParseName<CountUnit>))
            .WithTypeConverter(new ScalarConverter<TransmissionRateKind>(ParseName<TransmissionRateKind>))
            .WithTypeConverter(new ScalarConverter<TransmissionVersion>(ParseName<TransmissionVersion>))
            .WithTypeConverter(new ScalarConverter<CumulativeWindow>(ParseName<CumulativeWindow>))
            .WithTypeConverter(new ScalarConverter<DayWithoutVerdict>(ParseName<DayWithoutVerdict>))
            .WithTypeConverter(new ScalarConverter<FindingClass>(ParseName<FindingClass>))
            .WithTypeConverter(new ScalarConverter<DateOnly>(ParseDay))
            .WithTypeConverter(new ScalarConverter<DateOnly?>(text => ParseDay(text)))
            .Build();
        try
        {
            Policy policy = deserializer.Deserialize<Policy?>(yaml)
                ?? throw new InvalidDataException("Policy, line 1: the file is empty.");
            LegalBasis.Check(policy.LegalBases);
            return policy;
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"Policy, {e.Message}", e);
        }
        catch (YamlException e)
        {
            throw new InvalidDataException(
                $"Policy, line {e.Start.Line}{FieldAt(yaml, e.Start)}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    /// <summary>The field that begins, or whose value begins, at a place, where one does.</summary>
    static string FieldAt(string yaml, Mark place)
    {
        string line = yaml.Split('\n')[place.Line - 1];
        string before = line[..(int)(place.Column - 1)].TrimEnd();
        string from = line[before.Length..].Trim();
        if (before.EndsWith(':'))
            return $", field '{before[(before.LastIndexOfAny([' ', '{', ',']) + 1)..^1]}'";
        int colon = from.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? $", field '{from[..colon]}'" : "";
    }

    /// <summary>One of an enumeration's names in camel case; never its number.</summary>
    static T ParseName<T>(string text)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];
        int index = Array.IndexOf(names, text);
        return index >= 0
            ? Enum.GetValues<T>()[index]
            : throw new FormatException($"'{text}' is not one of {string.Join(", ", names)}.");
    }

    static DateOnly ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new FormatException($"'{text}' is not a day such as 2026-08-15.");

    static string ReadShippedText()
    {
        using Stream stream = typeof(PolicyFile).Assembly.GetManifestResourceStream(
            "Qianliyan.Domain.Policies.national.yaml")
            ?? throw new InvalidOperationException("The shipped policy is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
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
