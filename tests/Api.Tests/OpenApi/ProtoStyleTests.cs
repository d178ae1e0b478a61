using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using Qianliyan.Api.OpenApi;

namespace Qianliyan.Api.Tests.OpenApi;

/// <summary>What a linter would say of the protos: comments, names, zero values, one request type per method.</summary>
public partial class ProtoStyleTests
{
    static readonly ProtoCatalog Protos = ProtoCatalog.Load();

    [Fact]
    public void Every_message_and_field_has_a_comment()
    {
        IEnumerable<string> silent =
            from message in Protos.Messages
            from path in message.Value.Field.Select(field => new[] { message.Key, field.Name }).Prepend([message.Key])
            where Protos.CommentOf(path).Length == 0
            select string.Join('/', path);

        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Every_enum_and_value_has_a_comment()
    {
        IEnumerable<string> silent =
            from type in Protos.Enums
            from path in type.Value.Value.Select(value => new[] { type.Key, value.Name }).Prepend([type.Key])
            where Protos.CommentOf(path).Length == 0
            select string.Join('/', path);

        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Every_service_and_method_has_a_comment()
    {
        IEnumerable<string> silent =
            from service in Protos.Services
            from path in service.Method.Select(method => new[] { service.Name, method.Name }).Prepend([service.Name])
            where Protos.CommentOf(path).Length == 0
            select string.Join('/', path);

        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Field_names_are_in_snake_case() =>
        Protos.Messages.Values.SelectMany(message => message.Field)
            .Select(field => field.Name)
            .Where(name => !SnakeCase().IsMatch(name))
            .ShouldBeEmpty();

    [Fact]
    public void Enum_values_begin_with_the_name_of_their_enum_and_zero_is_unspecified()
    {
        foreach ((string name, EnumDescriptorProto type) in Protos.Enums)
        {
            string prefix = Boundary().Replace(name[(name.LastIndexOf('.') + 1)..], "_").ToUpperInvariant() + "_";
            type.Value.ShouldAllBe(value => value.Name.StartsWith(prefix, StringComparison.Ordinal));
            type.Value[0].ShouldSatisfyAllConditions(
                zero => zero.Number.ShouldBe(0), zero => zero.Name.ShouldBe($"{prefix}UNSPECIFIED"));
        }
    }

    [Fact]
    public void Every_method_has_a_request_type_of_its_own_named_for_it()
    {
        foreach (MethodDescriptorProto method in Protos.Services.SelectMany(service => service.Method))
            method.InputType.ShouldBe($".qianliyan.v1.{method.Name}Request");
    }

    /// <summary>The methods of a resource answer with the resource itself (AIP-131 to AIP-135).</summary>
    [Fact]
    public void A_response_type_that_is_no_resource_belongs_to_one_method()
    {
        IEnumerable<MethodDescriptorProto> methods = Protos.Services.SelectMany(service => service.Method);

        methods.GroupBy(method => method.OutputType)
            .Where(group => group.Count() > 1)
            .Where(group => Protos.Messages[group.Key].Options?.HasExtension(ResourceExtensions.Resource) != true)
            .ShouldBeEmpty();
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Boundary();
}
