using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using TwinName = Qianliyan.Cli.Twins.TwinName;

namespace Qianliyan.Cli.Supervision;

/// <summary><c>qly order create</c>.</summary>
static class CreateOrderCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> enterprise = TwinName.Enterprise();
        Argument<string> number = new("number") { Description = "Number of the order." };
        Option<DateTimeOffset?> from = OrderOptions.From();
        from.Required = true;
        Option<DateTimeOffset?> to = OrderOptions.To();
        to.Required = true;
        Option<string> cut = OrderOptions.Cut();
        cut.Required = true;
        Option<string> author = OrderOptions.By();
        Option<string> reason = OrderOptions.Reason();
        var command = new Command("create", "Give an order of a new number.")
        {
            enterprise, number, from, to, cut, author, reason,
        };
        command.Validators.Add(result => result.CheckOrder(from, to));
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                EmergencyOrder order = await session.Supervision.CreateOrderAsync(
                    new CreateOrderRequest
                    {
                        Parent = parsed.GetRequiredValue(enterprise),
                        OrderId = parsed.GetRequiredValue(number),
                        Order = new EmergencyOrder
                        {
                            StartTime = TimeText.Seconds(parsed.GetValue(from)),
                            EndTime = TimeText.Seconds(parsed.GetValue(to)),
                            Cut = parsed.GetRequiredValue(cut),
                            Author = parsed.GetRequiredValue(author),
                            Reason = parsed.GetRequiredValue(reason),
                        },
                    },
                    cancellationToken: token);
                await OrderText.Show(session, order);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }
}
