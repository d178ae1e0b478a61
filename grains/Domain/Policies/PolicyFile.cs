using Qianliyan.Domain.Findings;
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
            .WithTypeMapping<IReadOnlyList<PlausibleMaximum>, List<PlausibleMaximum>>()
            .WithTypeMapping<IReadOnlyList<string>, List<string>>()
            .WithTypeConverter(new ScalarConverter<FactorCode>(FactorCode.Parse))
            .WithTypeConverter(new ScalarConverter<EscalationLevel>(ParseLevel))
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

    static EscalationLevel ParseLevel(string text) =>
        Enum.TryParse(text, ignoreCase: true, out EscalationLevel level)
        && Enum.IsDefined(level) && level.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)
            ? level
            : throw new FormatException($"'{text}' is not one of normal, notice, warning and exceeded.");

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
